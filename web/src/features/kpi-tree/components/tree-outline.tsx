import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import type { TreeGraph } from '../graph';
import { type OutlineRow, outlineOf } from '../outline';
import type { Relating } from '../relating';
import type { TreeState } from '../use-tree-state';
import { useOutlineColumns } from './use-outline-columns';

interface TreeOutlineProps {
  graph: TreeGraph;
  state: TreeState;
  relating: Relating;
}

/** The tree as a tree grid: the same facts for screen readers, phones and paper. */
export function TreeOutline({ graph, state, relating }: TreeOutlineProps) {
  const { t } = useTranslation('kpi-tree');
  const router = useRouter();
  const { visible, loose, path, matches } = state;
  const rows = useMemo(() => {
    const all = [...visible, ...loose];
    const shown = path ? all.filter((node) => path.nodes.has(node.tile.id)) : all;
    return outlineOf(graph, shown);
  }, [graph, visible, loose, path]);
  const found = useMemo(() => new Set(matches), [matches]);
  const columns = useOutlineColumns(found, relating, state.setFocus);
  return (
    <DataGrid<OutlineRow>
      label={t('outline')}
      columns={columns}
      rows={rows}
      rowHeight={46}
      getRowId={(row) => row.key}
      getChildren={(row) => (row.children.length > 0 ? row.children : undefined)}
      isExpandedAtFirst={true}
      onOpen={({ node: { tile } }) =>
        void router.navigate({ href: kpiPath(tile.id, tile.subject?.id) })
      }
    />
  );
}
