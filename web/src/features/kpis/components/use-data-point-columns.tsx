import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { NumberDoor } from '@/shared/ui/number-door';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { type Kpi, type Measurement, takesParts } from '../wire';
import styles from './kpi-page.module.css';

const column = createColumnHelper<GridFeatures, Measurement>();

export function useDataPointColumns(kpi: Kpi) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const isPhone = useMediaQuery(phoneQuery);
  return useMemo(() => {
    const day = isPhone ? format.day : format.dayLong;
    const parts = ({ numerator, denominator }: Measurement) =>
      denominator === null ? '' : `${format.number(numerator)} / ${format.number(denominator)}`;
    return column.columns([
      column.accessor('period', {
        header: t('column.period'),
        // Chinese dates are longer.
        size: isPhone ? 116 : format.locale === 'zh-CN' ? 178 : 142,
        meta: { text: (point: Measurement) => point.period },
        cell: ({ row: { original: point } }) =>
          point.superseded_at ? (
            <span className={styles.old}>{t('points.before')}</span>
          ) : (
            <span className={styles.ellipsis}>
              {kpi.frequency === 'day' ? day(point.period_on) : point.period}
            </span>
          ),
      }),
      column.accessor((point) => point.org_unit?.code ?? '', {
        id: 'unit',
        header: t('column.unit'),
        size: isPhone ? 76 : 84,
        cell: ({ row: { original: point } }) => (
          <span
            className={styles.ellipsis}
            title={[point.person?.name, point.org_unit?.name].filter(Boolean).join(' · ')}
          >
            {point.superseded_at ? '' : (point.person?.name ?? point.org_unit?.code)}
          </span>
        ),
      }),
      column.accessor('value', {
        header: t('column.value'),
        size: isPhone ? 82 : 92,
        meta: { align: 'end' },
        cell: ({ row: { original: point } }) =>
          point.superseded_at ? (
            <s className={styles.old}>
              <VisuallyHidden>{t('points.replaced')} </VisuallyHidden>
              {format.value(point.value, kpi)}
            </s>
          ) : (
            <NumberDoor
              proof={{
                of: 'kpi',
                id: kpi.id,
                unit: point.org_unit?.id ?? null,
                person: point.person?.id ?? null,
                period: point.period,
              }}
              look="strong"
            >
              {format.value(point.value, kpi)}
            </NumberDoor>
          ),
      }),
      ...(takesParts(kpi)
        ? [
            column.accessor(parts, {
              id: 'parts',
              header: t('column.partsShort'),
              size: 112,
              meta: { align: 'end', isSecondary: true },
              cell: ({ row: { original: point } }) =>
                point.superseded_at ? (
                  <s className={styles.old}>{parts(point)}</s>
                ) : (
                  <span className={styles.ellipsis}>{parts(point)}</span>
                ),
            }),
          ]
        : []),
      column.accessor(
        (point) =>
          [t(`common:source.${point.source}`), point.recorded_by?.name].filter(Boolean).join(' · '),
        {
          id: 'source',
          header: t('column.source'),
          size: 200,
          meta: { isSecondary: true },
          cell: ({ row: { original: point }, getValue }) => (
            <span className={styles.stacked}>
              <span className={styles.ellipsis} title={getValue()}>
                {getValue()}
              </span>
              <time className={styles.when} dateTime={point.recorded_at}>
                {format.instant(point.recorded_at)}
              </time>
            </span>
          ),
        },
      ),
      column.accessor((point) => point.note ?? '', {
        id: 'note',
        header: t('column.note'),
        size: 90,
        meta: { isFlexible: true },
        cell: ({ row: { original: point } }) => (
          <span className={styles.note} title={point.note ?? undefined}>
            {point.is_corrected ? <VisuallyHidden>{t('points.corrected')} </VisuallyHidden> : null}
            {point.note}
          </span>
        ),
      }),
    ]);
  }, [format, isPhone, kpi, t]);
}
