import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import type { RowAction } from '@/shared/ui/row-menu';
import type { KpiTreeNode } from './api';
import { endOf, type Relating } from './relating';

/** What can be done with a KPI of the tree, from the map and from the outline alike. */
export function useNodeActions(
  node: KpiTreeNode,
  relating: Relating,
  onFocusPath: (id: string) => void,
): RowAction[] {
  const { t } = useTranslation('kpi-tree');
  const router = useRouter();
  const { id, subject } = node.tile;
  const end = endOf(node);
  return [
    ...(node.may_relate
      ? [
          {
            key: 'driver',
            label: t('action.addDriver'),
            run: () => relating.relate({ driven: end }),
          },
        ]
      : []),
    ...(relating.isPossible
      ? [
          {
            key: 'outcome',
            label: t('action.addOutcome'),
            run: () => relating.relate({ driver: end }),
          },
        ]
      : []),
    { key: 'focus', label: t('action.focus'), run: () => onFocusPath(id) },
    {
      key: 'open',
      label: t('action.open'),
      run: () => void router.navigate({ href: kpiPath(id, subject?.id) }),
    },
  ];
}
