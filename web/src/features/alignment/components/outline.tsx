import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '@/shared/api/types';
import { objectivePath } from '@/shared/lib/paths';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { type AlignmentGraph, matching } from '../graph';
import { type OutlineRow, outlineOf } from '../outline';
import { useOutlineColumns } from './use-outline-columns';

interface OutlineProps {
  graph: AlignmentGraph;
  cycle: Cycle;
  words: string;
}

/** The alignment as a tree grid: the same facts for screen readers, phones and paper. */
export function Outline({ graph, cycle, words }: OutlineProps) {
  const { t } = useTranslation('alignment');
  const router = useRouter();
  const rows = useMemo(() => outlineOf(graph), [graph]);
  const matches = useMemo(() => new Set(matching(graph, words)), [graph, words]);
  const columns = useOutlineColumns(cycle, matches);
  return (
    <DataGrid<OutlineRow>
      label={t('outline')}
      columns={columns}
      rows={rows}
      rowHeight={46}
      getRowId={(row) => row.key}
      getChildren={(row) => (row.children.length > 0 ? row.children : undefined)}
      isExpandedAtFirst={true}
      onOpen={(row) => void router.navigate({ href: objectivePath(row.node.id) })}
    />
  );
}
