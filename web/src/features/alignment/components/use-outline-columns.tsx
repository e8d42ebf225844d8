import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '@/shared/api/types';
import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import around from '@/shared/map/around.module.css';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { ProgressBar } from '@/shared/ui/progress-bar';
import { StatusCell } from '@/shared/ui/status-cell';
import type { OutlineRow } from '../outline';
import { weightDecimals } from '../weight-decimals';
import styles from './alignment.module.css';

const column = createColumnHelper<GridFeatures, OutlineRow>();

export function useOutlineColumns(cycle: Cycle, matches: ReadonlySet<string>) {
  const { t } = useTranslation(['alignment', 'common']);
  const format = useFormat();
  const isPhone = useMediaQuery(phoneQuery);
  return useMemo(() => {
    const tie = ({ edge, node }: OutlineRow) => {
      if (!edge) return node.is_of_outer_cycle ? t('column.outer') : '';
      return edge.contribution === null
        ? t('legend.supports')
        : t('contributes', {
            weight: format.number(edge.contribution, weightDecimals(edge.contribution)),
          });
    };
    return column.columns([
      column.accessor((row) => row.node.title, {
        id: 'title',
        header: t('outlineColumn.title'),
        size: 380,
        meta: { isFlexible: true },
        cell: ({ row: { original: row } }) => (
          <>
            <Dial
              size={24}
              progress={row.node.score.progress}
              elapsed={row.node.is_of_outer_cycle ? null : cycle.elapsed}
              status={row.node.score.status}
              isDecorative={true}
            />
            <AppLink
              href={objectivePath(row.node.id)}
              className={around.name}
              data-match={matches.has(row.node.id) || undefined}
              title={row.node.title}
            >
              {row.node.title}
            </AppLink>
          </>
        ),
      }),
      column.accessor(tie, {
        id: 'tie',
        header: t('outlineColumn.tie'),
        size: 150,
        meta: { isSecondary: true },
        cell: ({ row: { original: row } }) => (
          <span className={styles.tie}>
            {row.edge ? (
              <svg width="20" height="8" aria-hidden="true">
                <line
                  x1="0"
                  y1="4"
                  x2="20"
                  y2="4"
                  {...(row.edge.contribution === null ? { strokeDasharray: '5 3' } : {})}
                />
              </svg>
            ) : null}
            {tie(row)}
          </span>
        ),
      }),
      column.accessor((row) => row.node.score.progress, {
        id: 'progress',
        header: t('outlineColumn.progress'),
        size: 170,
        meta: { isSecondary: true },
        cell: ({ row: { original: row } }) => (
          <span className={styles.progress}>
            <NumberDoor proof={{ of: 'objective', id: row.node.id }} look="strong">
              {format.percent(row.node.score.progress)}
            </NumberDoor>
            <span className={styles.bar}>
              <ProgressBar
                progress={row.node.score.progress}
                expected={row.node.score.expected}
                status={row.node.score.status}
              />
            </span>
          </span>
        ),
      }),
      column.accessor((row) => t(`common:status.${row.node.score.status}`), {
        id: 'status',
        header: isPhone ? '' : t('outlineColumn.status'),
        size: isPhone ? 44 : 118,
        cell: ({ row: { original: row } }) => (
          <StatusCell status={row.node.score.status} hasWord={!isPhone} />
        ),
      }),
      column.accessor((row) => format.percent(row.node.score.coverage), {
        id: 'coverage',
        header: t('outlineColumn.coverage'),
        size: 90,
        meta: { isSecondary: true, align: 'end' },
        cell: ({ getValue }) => <span className={around.quiet}>{getValue()}</span>,
      }),
      column.accessor(
        (row) => [row.node.owner?.name, row.node.owner_unit?.code].filter(Boolean).join(' · '),
        {
          id: 'owner',
          header: t('outlineColumn.owner'),
          size: 190,
          meta: { isSecondary: true },
          cell: ({ getValue }) => <span className={around.quiet}>{getValue()}</span>,
        },
      ),
    ]);
  }, [cycle.elapsed, format, isPhone, matches, t]);
}
