import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { Fact } from '@/shared/ui/fact-list';
import styles from './components/kpi-page.module.css';
import { useCategoryWords } from './use-category-words';
import type { Kpi, ReadyKpi } from './wire';

type Sheet = Pick<
  Kpi & ReadyKpi,
  | 'code'
  | 'names'
  | 'unit'
  | 'format'
  | 'direction'
  | 'frequency'
  | 'time_aggregation'
  | 'unit_aggregation'
  | 'missing_policy'
  | 'leading'
  | 'perspective_name'
  | 'category'
  | 'scope'
  | 'exclusions'
  | 'abuse_risk'
> & { name: string; due_working_days: number | null };

/** What a definition says, of a KPI and of a ready one alike; what it does not say is left out. */
export function useSheetFacts(sheet: Sheet, counter: ReactNode): Fact[] {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const words = useCategoryWords();
  const unit = sheet.unit && sheet.unit !== '%' ? ` · ${format.unit(sheet.unit)}` : '';
  const others = [...new Set(Object.values(sheet.names))].filter((name) => name !== sheet.name);
  const due = sheet.due_working_days;
  return [
    { label: t('sheet.code'), value: <code className={styles.code}>{sheet.code}</code> },
    { label: t('sheet.otherName'), value: others.join(' · ') },
    { label: t('sheet.unit'), value: `${t(`common:valueFormat.${sheet.format}`)}${unit}` },
    { label: t('sheet.direction'), value: t(`direction.${sheet.direction}`) },
    { label: t('sheet.frequency'), value: t(`frequency.${sheet.frequency}`) },
    { label: t('sheet.due'), value: due === null ? null : t('sheet.dueIn', { count: due }) },
    { label: t('sheet.overTime'), value: t(`overTime.${sheet.time_aggregation}`) },
    { label: t('sheet.overUnits'), value: t(`overUnits.${sheet.unit_aggregation}`) },
    { label: t('sheet.missing'), value: t(`missing.${sheet.missing_policy}`) },
    { label: t('sheet.kind'), value: t(sheet.leading ? 'leadingHint' : 'laggingHint') },
    { label: t('sheet.perspective'), value: sheet.perspective_name },
    { label: t('sheet.category'), value: words(sheet.category) },
    { label: t('sheet.scope'), value: sheet.scope },
    { label: t('sheet.exclusions'), value: sheet.exclusions },
    { label: t('sheet.abuse'), value: sheet.abuse_risk },
    { label: t('sheet.counter'), value: counter },
  ];
}
