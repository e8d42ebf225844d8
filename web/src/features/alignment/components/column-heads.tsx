import { useQuery } from '@tanstack/react-query';
import { ViewportPortal } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/shared/api/refs';
import type { UnitKind } from '@/shared/api/types';
import type { AlignmentNode } from '../api';
import type { AlignmentGraph } from '../graph';
import { cardWidth, columnX, type Layout } from '../layout/layout';
import styles from './map-view.module.css';

interface ColumnHeadsProps {
  graph: AlignmentGraph;
  visible: AlignmentNode[];
  places: Layout;
}

type Head = UnitKind | 'person' | 'outer';
const headHeight = 40;

/** What stands in each column: the year, the company, its sites, their teams, people. */
export function ColumnHeads({ graph, visible, places }: ColumnHeadsProps) {
  const { t } = useTranslation('alignment');
  const { data: units = [] } = useQuery(unitsQuery);
  const kinds = new Map(units.map((unit) => [unit.id, unit.kind]));
  const headOf = (node: AlignmentNode): Head => {
    if (node.is_of_outer_cycle) return 'outer';
    return node.owner_unit ? (kinds.get(node.owner_unit.id) ?? 'team') : 'person';
  };
  const columns = new Map<number, Head[]>();
  for (const node of visible) {
    const column = graph.columns.get(node.id) ?? 0;
    columns.set(column, [...(columns.get(column) ?? []), headOf(node)]);
  }
  const top = Math.min(...visible.map((node) => places[node.id]?.y ?? 0));
  return (
    <ViewportPortal>
      {[...columns].map(([column, heads]) => (
        <div
          key={column}
          className={styles.head}
          style={{
            width: cardWidth,
            transform: `translate(${columnX(column)}px, ${top - headHeight}px)`,
          }}
        >
          {t(`column.${mostOf(heads)}`)}
        </div>
      ))}
    </ViewportPortal>
  );
}

/** The kind that most of a column is. */
function mostOf(heads: Head[]): Head {
  const counts = new Map<Head, number>();
  for (const head of heads) counts.set(head, (counts.get(head) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'team';
}
