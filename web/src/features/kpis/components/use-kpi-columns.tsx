import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { NumberDoor } from '@/shared/ui/number-door';
import { PersonChip } from '@/shared/ui/person-chip';
import { StatusCell } from '@/shared/ui/status-cell';
import type { Kpi } from '../wire';
import { ChangeFigure } from './change-figure';
import { KpiSpark } from './kpi-spark';
import styles from './kpis.module.css';

const column = createColumnHelper<GridFeatures, Kpi>();

export function useKpiColumns(unit: string | undefined) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const targetWords = useTargetWords();
  const isPhone = useMediaQuery(phoneQuery);
  return useMemo(
    () =>
      column.columns([
        column.accessor('name', {
          header: t('column.name'),
          size: 320,
          meta: { isFlexible: true },
          cell: ({ row: { original: kpi } }) => (
            <span className={styles.what}>
              <AppLink href={kpiPath(kpi.code, unit)} className={styles.name}>
                {kpi.name}
              </AppLink>
              <span className={styles.quiet} title={kpi.question}>
                {kpi.question || kpi.code}
              </span>
            </span>
          ),
        }),
        column.display({
          id: 'trend',
          header: t('column.trend'),
          size: 168,
          meta: { isSecondary: true, text: () => '' },
          cell: ({ row: { original: kpi } }) => <KpiSpark kpi={kpi} unit={unit} />,
        }),
        column.accessor((kpi) => kpi.latest?.value ?? null, {
          id: 'value',
          header: t('column.value'),
          size: isPhone ? 118 : 170,
          enableSorting: false,
          meta: { align: 'end' },
          cell: ({ row: { original: kpi } }) => (
            <span className={styles.figure}>
              <NumberDoor
                proof={{
                  of: 'kpi',
                  id: kpi.id,
                  unit: unit ?? null,
                  period: kpi.latest?.period ?? null,
                }}
                look="strong"
              >
                {format.value(kpi.latest?.value, kpi)}
              </NumberDoor>
              <span className={styles.quiet}>
                {kpi.latest && !isPhone ? format.period(kpi.latest.start, kpi.latest.end) : null}{' '}
                <ChangeFigure kpi={kpi} change={kpi.latest?.delta ?? null} />
              </span>
            </span>
          ),
        }),
        column.accessor((kpi) => targetWords(kpi, kpi.target), {
          id: 'target',
          header: t('column.target'),
          size: 130,
          enableSorting: false,
          meta: { isSecondary: true },
          cell: ({ row: { original: kpi } }) => (
            <span className={styles.quiet}>{targetWords(kpi, kpi.target) || t('noTarget')}</span>
          ),
        }),
        column.accessor('status', {
          header: isPhone ? '' : t('column.status'),
          size: isPhone ? 44 : 116,
          enableSorting: false,
          meta: { text: (kpi: Kpi) => (kpi.status ? t(`common:status.${kpi.status}`) : '') },
          cell: ({ row: { original: kpi } }) =>
            kpi.status ? <StatusCell status={kpi.status} hasWord={!isPhone} /> : null,
        }),
        column.accessor((kpi) => kpi.owner?.name ?? '', {
          id: 'owner',
          header: t('column.owner'),
          size: 150,
          enableSorting: false,
          meta: { isSecondary: true },
          cell: ({ row: { original: kpi } }) =>
            kpi.owner ? <PersonChip person={kpi.owner} /> : null,
        }),
      ]),
    [format, isPhone, t, targetWords, unit],
  );
}
