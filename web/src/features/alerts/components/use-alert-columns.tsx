import { createColumnHelper } from '@tanstack/react-table';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { PersonChip } from '@/shared/ui/person-chip';
import type { Alert } from '../api';
import { useAlertWords } from '../use-alert-words';
import { AlertMark } from './alert-mark';
import styles from './alerts.module.css';
import { MendedSoFar } from './mended-by';

const column = createColumnHelper<GridFeatures, Alert>();

export function useAlertColumns(rows: Alert[], onOpen: (alert: Alert) => void) {
  const hasMended = rows.some((alert) => alert.objective !== null);
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const words = useAlertWords();
  return useMemo(() => {
    const mended = column.accessor((alert) => alert.objective?.title ?? '', {
      id: 'mended',
      header: t('column.mended'),
      size: 170,
      enableSorting: false,
      meta: { isSecondary: true },
      cell: ({ row: { original: alert } }) =>
        alert.objective ? <MendedSoFar objective={alert.objective} /> : null,
    });
    return column.columns([
      column.accessor((alert) => alert.kpi.name, {
        id: 'what',
        header: t('column.what'),
        size: 420,
        enableSorting: false,
        meta: { isFlexible: true },
        cell: ({ row: { original: alert } }) => (
          <span className={styles.what}>
            <span className={styles.names}>
              <AppLink href={kpiPath(alert.kpi.code, alert.unit?.code)} className={styles.name}>
                {alert.kpi.name}
              </AppLink>
              {alert.unit ? <span className={styles.quiet}>{alert.unit.name}</span> : null}
            </span>
            <span className={styles.words} title={words(alert)}>
              {words(alert)}
            </span>
          </span>
        ),
      }),
      column.accessor('kind', {
        header: t('column.kind'),
        size: 170,
        enableSorting: false,
        meta: { isSecondary: true, text: (alert: Alert) => t(`kind.${alert.kind}`) },
        cell: ({ row: { original: alert } }) => <AlertMark kind={alert.kind} />,
      }),
      column.accessor('since', {
        header: t('column.since'),
        size: 150,
        enableSorting: false,
        meta: { isSecondary: true },
        cell: ({ row: { original: alert } }) => format.dayLong(alert.since),
      }),
      column.accessor((alert) => alert.owner?.name ?? '', {
        id: 'owner',
        header: t('column.owner'),
        size: 160,
        enableSorting: false,
        meta: { isSecondary: true },
        cell: ({ row: { original: alert } }) =>
          alert.owner ? <PersonChip person={alert.owner} /> : null,
      }),
      ...(hasMended ? [mended] : []),
      column.accessor('state', {
        header: t('column.state'),
        size: 130,
        enableSorting: false,
        meta: { text: (alert: Alert) => t(`state.${alert.state}`) },
        cell: ({ row: { original: alert } }) => (
          <Button
            type="link"
            size="small"
            className={styles.state}
            data-state={alert.state}
            aria-label={t('openOne', {
              state: t(`state.${alert.state}`),
              name: alert.kpi.name,
            })}
            onClick={() => onOpen(alert)}
          >
            {t(`state.${alert.state}`)}
          </Button>
        ),
      }),
    ]);
  }, [format, hasMended, t, words, onOpen]);
}
