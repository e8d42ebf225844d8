/** The flat list of units as a tree, siblings in their order. */
import type { Unit } from './api';

export interface UnitTree {
  roots: Unit[];
  childrenOf: (unit: Unit) => Unit[] | undefined;
  /** Levels below the root, 0 for none. */
  depth: number;
}

export function unitTree(units: Unit[]): UnitTree {
  const known = new Set(units.map((unit) => unit.id));
  const byParent = new Map<string, Unit[]>();
  const roots: Unit[] = [];
  for (const unit of units) {
    if (unit.parent && known.has(unit.parent.id)) {
      const siblings = byParent.get(unit.parent.id);
      if (siblings) siblings.push(unit);
      else byParent.set(unit.parent.id, [unit]);
    } else roots.push(unit);
  }
  const inOrder = (a: Unit, b: Unit) => a.position - b.position || a.code.localeCompare(b.code);
  roots.sort(inOrder);
  for (const siblings of byParent.values()) siblings.sort(inOrder);
  const childrenOf = (unit: Unit) => byParent.get(unit.id);
  return { roots, childrenOf, depth: levels(roots, childrenOf) };
}

function levels(units: Unit[], childrenOf: UnitTree['childrenOf']): number {
  let depth = 0;
  let level = units;
  while (level.length > 0) {
    level = level.flatMap((unit) => childrenOf(unit) ?? []);
    if (level.length > 0) depth += 1;
  }
  return depth;
}
