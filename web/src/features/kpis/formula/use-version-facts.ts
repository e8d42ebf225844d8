import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { Fact } from '@/shared/ui/fact-list';
import type { Kpi } from '../wire';

type Version = Kpi['versions'][number];

/** What a version says beside its formula, as far as the versions differ in it; what it does not know is left out. */
export function useVersionFacts(versions: Version[]): (version: Version) => Fact[] {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const said = ({ question, description, meaning }: Version): Fact[] => {
    const unit = meaning?.unit && meaning.unit !== '%' ? ` · ${format.unit(meaning.unit)}` : '';
    return [
      { label: t('form.question'), value: question },
      { label: t('form.description'), value: description },
      { label: t('sheet.scope'), value: meaning?.scope },
      { label: t('sheet.exclusions'), value: meaning?.exclusions },
      { label: t('sheet.abuse'), value: meaning?.abuse_risk },
      {
        label: t('sheet.unit'),
        value: meaning ? `${t(`common:valueFormat.${meaning.format}`)}${unit}` : undefined,
      },
      {
        label: t('sheet.direction'),
        value: meaning ? t(`direction.${meaning.direction}`) : undefined,
      },
      {
        label: t('sheet.overTime'),
        value: meaning ? t(`overTime.${meaning.time_aggregation}`) : undefined,
      },
      {
        label: t('sheet.overUnits'),
        value: meaning ? t(`overUnits.${meaning.unit_aggregation}`) : undefined,
      },
    ];
  };
  const all = versions.map(said);
  const differs = (index: number) => {
    const known = all.map((facts) => facts[index]?.value).filter((value) => value !== undefined);
    return new Set(known).size > 1;
  };
  // What one version says and another leaves empty is told as empty.
  const shown = ({ label, value }: Fact): Fact => ({
    label,
    value: value === '' ? t('formula.nothingSaid') : value,
  });
  return (version) =>
    said(version)
      .filter((_, index) => differs(index))
      .map(shown);
}
