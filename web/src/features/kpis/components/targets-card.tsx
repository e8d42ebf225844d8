import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayBefore } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { RowMenu } from '@/shared/ui/row-menu';
import { SectionCard } from '@/shared/ui/section-card';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { targetListQuery } from '../api';
import type { Panel } from '../panel';
import { useArchiving } from '../use-archiving';
import type { Kpi, KpiTarget } from '../wire';
import styles from './table.module.css';

interface TargetsCardProps {
  kpi: Kpi;
  unit: string | undefined;
  onOpen: (panel: Panel) => void;
}

/** What the KPI should reach, for the unit that is shown or for all of them. */
export function TargetsCard({ kpi, unit, onOpen }: TargetsCardProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const [isAll, setAll] = useState(false);
  const { data } = useQuery(targetListQuery(kpi.id, undefined));
  const all = data?.items ?? [];
  // Targets of the root are kept without a unit.
  const own = all.filter((target) =>
    unit
      ? target.org_unit?.id === unit || target.org_unit?.code === unit
      : target.org_unit === null && target.person === null,
  );
  const shown = isAll ? all : own;
  const add = kpi.may_set_targets ? (
    <Button type="link" size="small" onClick={() => onOpen({ kind: 'target', target: null })}>
      {t('target.add')}
    </Button>
  ) : null;
  return (
    <SectionCard
      title={t('target.title')}
      actions={
        <>
          {all.length > own.length ? (
            <Button type="link" size="small" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
              {t(isAll ? 'target.ofUnit' : 'target.ofAll', { count: all.length })}
            </Button>
          ) : null}
          {add}
        </>
      }
    >
      {data && shown.length === 0 ? (
        <EmptyState isSmall={true} title={t('target.none')} hint={t('target.noneHint')} />
      ) : (
        <TargetTable kpi={kpi} targets={shown} hasUnits={isAll} onOpen={onOpen} />
      )}
    </SectionCard>
  );
}

interface TargetTableProps {
  kpi: Kpi;
  targets: KpiTarget[];
  hasUnits: boolean;
  onOpen: (panel: Panel) => void;
}

function TargetTable({ kpi, targets, hasUnits, onOpen }: TargetTableProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const { archive } = useArchiving('kpi-targets');
  const isRange = kpi.direction === 'range';
  const fields = isRange
    ? (['range_low', 'range_high'] as const)
    : (['floor', 'target', 'stretch'] as const);
  const span = (target: KpiTarget) => {
    const name = format.period(target.starts_on, target.ends_on);
    return name.includes('–')
      ? `${format.dayLong(target.starts_on)} – ${format.dayLong(dayBefore(target.ends_on))}`
      : name;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('target.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('target.span')}</th>
            {hasUnits ? <th scope="col">{t('column.unit')}</th> : null}
            {fields.map((field) => (
              <th key={field} scope="col" data-align="end">
                {t(`target.${field}`)}
              </th>
            ))}
            <th scope="col">
              <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...targets].reverse().map((target) => (
            <tr key={target.id}>
              <th scope="row">{span(target)}</th>
              {hasUnits ? (
                <td>{(target.person ?? target.org_unit)?.name ?? t('wholeOrganisation')}</td>
              ) : null}
              {fields.map((field) => (
                <td key={field} data-align="end" data-strong={field === 'target' || undefined}>
                  {format.value(target[field], kpi)}
                </td>
              ))}
              <td data-align="end">
                {kpi.may_set_targets ? (
                  <RowMenu
                    name={span(target)}
                    actions={[
                      {
                        key: 'edit',
                        label: t('common:action.edit'),
                        run: () => onOpen({ kind: 'target', target }),
                      },
                      {
                        key: 'archive',
                        label: t('common:action.archive'),
                        run: () => archive(target.id, span(target)),
                      },
                    ]}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
