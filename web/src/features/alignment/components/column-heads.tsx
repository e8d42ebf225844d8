import { useQuery } from '@tanstack/react-query';
import { useViewport } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/shared/api/refs';
import type { UnitKind } from '@/shared/api/types';
import { cardWidth, columnX } from '@/shared/map/layout';
import styles from '@/shared/map/map.module.css';
import type { AlignmentNode } from '../api';
import type { AlignmentGraph } from '../graph';

interface ColumnHeadsProps {
  graph: AlignmentGraph;
  visible: AlignmentNode[];
}

type Head = UnitKind | 'person' | 'outer';

/** What stands in each column: the year, the company, its sites, their teams, people. They stay while the map is pulled down. */
export function ColumnHeads({ graph, visible }: ColumnHeadsProps) {
  const { t } = useTranslation('alignment');
  const { x, zoom } = useViewport();
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
  return (
    <div className={styles.heads}>
      {[...columns].map(([column, heads]) => (
        <span
          key={column}
          style={{
            width: cardWidth * zoom,
            transform: `translateX(${x + columnX(column) * zoom}px)`,
          }}
        >
          {t(`column.${mostOf(heads)}`)}
        </span>
      ))}
    </div>
  );
}

/** The kind that most of a column is. */
function mostOf(heads: Head[]): Head {
  const counts = new Map<Head, number>();
  for (const head of heads) counts.set(head, (counts.get(head) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'team';
}
