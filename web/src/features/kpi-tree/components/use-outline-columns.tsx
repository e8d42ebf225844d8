import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvidenceWords } from '@/shared/drivers/use-evidence-words';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import around from '@/shared/map/around.module.css';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { NumberDoor } from '@/shared/ui/number-door';
import { RowMenu } from '@/shared/ui/row-menu';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import type { OutlineRow } from '../outline';
import type { Relating } from '../relating';
import { useNodeActions } from '../use-node-actions';
import { KpiStatus } from './kpi-status';
import { TieCell } from './tie-cell';

const column = createColumnHelper<GridFeatures, OutlineRow>();

export function useOutlineColumns(
  matches: ReadonlySet<string>,
  relating: Relating,
  onFocusPath: (id: string | undefined) => void,
) {
  const { t } = useTranslation(['kpi-tree', 'common']);
  const format = useFormat();
  const words = useEvidenceWords();
  const isPhone = useMediaQuery(phoneQuery);
  return useMemo(() => {
    const past = ({ edge }: OutlineRow) =>
      edge?.driver?.evidence ? words(edge.driver.evidence).verdict : '';
    const statusOf = ({ node: { tile } }: OutlineRow) =>
      tile.status ? t(`common:status.${tile.status}`) : t('noTarget');
    // No room for the unit of measure on a phone.
    const valueText = ({ node: { tile } }: OutlineRow) =>
      isPhone
        ? format.parts(tile.latest?.value, tile).number
        : format.value(tile.latest?.value, tile);
    const head = (word: string) => () => (isPhone ? <VisuallyHidden>{word}</VisuallyHidden> : word);
    return column.columns([
      column.accessor((row) => row.node.tile.name, {
        id: 'name',
        header: t('column.name'),
        size: 320,
        meta: { isFlexible: true },
        cell: ({ row: { original: row } }) => (
          <AppLink
            href={kpiPath(row.node.tile.id, row.node.tile.subject?.id)}
            className={around.name}
            data-match={matches.has(row.node.tile.id) || undefined}
            title={row.node.tile.name}
          >
            {row.node.tile.name}
          </AppLink>
        ),
      }),
      column.accessor((row) => (row.edge ? t(`kind.${row.edge.kind}`) : ''), {
        id: 'tie',
        header: head(t('column.tie')),
        size: isPhone ? 40 : 170,
        cell: ({ row: { original: row } }) => (
          <TieCell edge={row.edge} hasWord={!isPhone} onOpen={relating.open} />
        ),
      }),
      column.accessor(past, {
        id: 'past',
        header: t('column.past'),
        size: 240,
        meta: { isSecondary: true },
        cell: ({ getValue }) => <span className={around.quiet}>{getValue()}</span>,
      }),
      column.accessor(valueText, {
        id: 'value',
        header: t('column.value'),
        size: isPhone ? 80 : 120,
        meta: { align: 'end' },
        cell: ({ getValue, row: { original } }) => (
          <NumberDoor
            proof={{
              of: 'kpi',
              id: original.node.tile.id,
              unit: original.node.tile.subject?.id,
              period: original.node.tile.latest?.period,
            }}
            look="strong"
          >
            {getValue()}
          </NumberDoor>
        ),
      }),
      column.accessor(statusOf, {
        id: 'status',
        header: head(t('column.status')),
        size: isPhone ? 40 : 118,
        cell: ({ row: { original: row } }) => (
          <KpiStatus status={row.node.tile.status} look={isPhone ? 'icon' : 'word'} />
        ),
      }),
      column.accessor((row) => row.node.owner?.name ?? '', {
        id: 'owner',
        header: t('column.owner'),
        size: 150,
        meta: { isSecondary: true },
        cell: ({ getValue }) => <span className={around.quiet}>{getValue()}</span>,
      }),
      column.display({
        id: 'actions',
        header: () => <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>,
        size: 44,
        cell: ({ row: { original: row } }) => (
          <RowActions row={row} relating={relating} onFocusPath={onFocusPath} />
        ),
      }),
    ]);
  }, [format, isPhone, matches, onFocusPath, relating, t, words]);
}

interface RowActionsProps {
  row: OutlineRow;
  relating: Relating;
  onFocusPath: (id: string | undefined) => void;
}

function RowActions({ row, relating, onFocusPath }: RowActionsProps) {
  const actions = useNodeActions(row.node, relating, onFocusPath);
  return <RowMenu name={row.node.tile.name} actions={actions} />;
}
