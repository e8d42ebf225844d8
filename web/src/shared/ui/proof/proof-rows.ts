/** The tree of a proof as the rows that are visible: what the arrow keys walk over. */
import type { Proof, ProofFact } from '@/shared/api/types';

export interface ProofRow {
  /** Path of positions from the root, "0.2.f1": stable while the proof is. */
  key: string;
  parent: string | null;
  level: number;
  position: number;
  siblings: number;
  node: Proof | null;
  fact: ProofFact | null;
  /** Of a fact: the number that rests on it. */
  of: Proof;
  hasChildren: boolean;
  isExpanded: boolean;
}

/** The row of the number that was pressed: the proof's own, or the value that a progress is made from. */
export function pressedRow(root: Proof, part: 'value' | undefined): { key: string; node: Proof } {
  const own = { key: '0', node: root };
  if (part !== 'value') return own;
  const index = root.inputs.findIndex(({ label_key }) => label_key?.endsWith('.value'));
  const node = root.inputs[index];
  return node ? { key: `0.${index}`, node } : own;
}

/** This deep is open at first; a reader wants the rule and its inputs at once, not ten thousand data points. */
const openDepth = 3;
const openFactsMax = 3;

export function initiallyExpanded(root: Proof): Set<string> {
  const open = new Set<string>();
  const visit = (node: Proof, key: string, level: number) => {
    if (level > openDepth) return;
    if (node.inputs.length > 0 || node.facts.length <= openFactsMax) open.add(key);
    node.inputs.forEach((input, index) => {
      visit(input, `${key}.${index}`, level + 1);
    });
  };
  visit(root, '0', 1);
  return open;
}

export function visibleRows(root: Proof, expanded: ReadonlySet<string>): ProofRow[] {
  const rows: ProofRow[] = [];
  const visit = (
    node: Proof,
    place: {
      key: string;
      parent: string | null;
      level: number;
      position: number;
      siblings: number;
    },
  ) => {
    const children = node.inputs.length + node.facts.length;
    const isExpanded = children > 0 && expanded.has(place.key);
    rows.push({ ...place, node, of: node, fact: null, hasChildren: children > 0, isExpanded });
    if (!isExpanded) return;
    node.inputs.forEach((input, index) => {
      visit(input, {
        key: `${place.key}.${index}`,
        parent: place.key,
        level: place.level + 1,
        position: index + 1,
        siblings: children,
      });
    });
    node.facts.forEach((fact, index) => {
      rows.push({
        key: `${place.key}.f${index}`,
        parent: place.key,
        level: place.level + 1,
        position: node.inputs.length + index + 1,
        siblings: children,
        node: null,
        of: node,
        fact,
        hasChildren: false,
        isExpanded: false,
      });
    });
  };
  visit(root, { key: '0', parent: null, level: 1, position: 1, siblings: 1 });
  return rows;
}

export type Walk =
  | { kind: 'focus'; key: string }
  | { kind: 'expand'; key: string }
  | { kind: 'collapse'; key: string }
  | null;

/** What a key does on the row that has the focus, by the tree pattern of the ARIA guide. */
export function walk(rows: ProofRow[], focused: string, key: string): Walk {
  const index = rows.findIndex((row) => row.key === focused);
  const row = rows[index];
  if (!row) return null;
  const focus = (target: ProofRow | undefined): Walk =>
    target ? { kind: 'focus', key: target.key } : null;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return focus(rows[index + 1]);
    case 'ArrowUp':
    case 'k':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (!row.hasChildren) return null;
      return row.isExpanded ? focus(rows[index + 1]) : { kind: 'expand', key: row.key };
    case 'ArrowLeft':
      if (row.isExpanded) return { kind: 'collapse', key: row.key };
      return focus(rows.find((other) => other.key === row.parent));
    case 'Enter':
    case ' ':
      if (!row.hasChildren) return null;
      return { kind: row.isExpanded ? 'collapse' : 'expand', key: row.key };
    default:
      return null;
  }
}
