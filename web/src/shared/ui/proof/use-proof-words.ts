import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof, ProofFact } from '@/shared/api/types';
import { dynamicText } from '@/shared/lib/dynamic-text';
import { useFormat } from '@/shared/lib/use-format';

/** Percents in a proof show two digits, so that the sum can be followed. */
const percentDecimals = 2;

/** Label, value, rule and facts of a proof in the words of the page's language. */
export function useProofWords() {
  const { t, i18n } = useTranslation('common');
  const format = useFormat();
  return useMemo(() => {
    const write = (number: number | null, { format: kind, unit, decimals }: Proof) =>
      format.value(number, {
        format: kind,
        unit,
        decimals: kind === 'percent' ? percentDecimals : (decimals ?? digitsOf(number)),
      });
    const label = (node: Proof) => {
      if (!node.label) return t('proof.hidden');
      const key = `common:proof.labels.${node.label_key}`;
      return dynamicText(i18n, key, { label: node.label }) ?? node.label;
    };
    const rule = ({ rule: used }: Proof) => {
      if (!used) return '';
      const parameters = Object.fromEntries(
        Object.entries(used.parameters ?? {}).map(([name, parameter]) => [
          name,
          typeof parameter === 'number'
            ? format.number(parameter, digitsOf(parameter))
            : String(parameter ?? ''),
        ]),
      );
      const formula = dynamicText(i18n, `common:proof.rules.${used.key}`, parameters);
      if (!formula) return used.text;
      // The formula has words; the numbers behind its equals sign are the same in every language.
      const numbers = used.text.split(' = ').slice(1).join(' = ');
      const grouped = numbers.replace(/(?<![\d.])\d{4,}(?![\d.])/g, (digits) =>
        format.number(Number(digits)),
      );
      return grouped ? `${formula} = ${grouped}` : formula;
    };
    /** "2013-10-01 – 2013-10-15" as people write it. */
    const period = ({ label_parameters: { period: span } }: Proof) => {
      const [first, last] = String(span ?? '').split(' – ');
      if (!first || !last) return '';
      if (first === last) return format.dayLong(first);
      if (first.slice(0, 4) !== last.slice(0, 4)) {
        return `${format.dayLong(first)} – ${format.dayLong(last)}`;
      }
      // The year is named once: where the language says it.
      return format.locale === 'zh-CN'
        ? `${format.dayLong(first)} – ${format.day(last)}`
        : `${format.day(first)} – ${format.dayLong(last)}`;
    };
    const note = ({ label_parameters: { weight_share: share, left_out: reason } }: Proof) => {
      if (reason) return dynamicText(i18n, `common:proof.notCounted.${reason}`) ?? '';
      return typeof share === 'number' ? t('proof.share', { value: format.percent(share) }) : '';
    };
    const fact = (of: Proof, { kind, text, value, on }: ProofFact) => {
      const number = value === null ? '' : write(value, of);
      if (kind === 'measurement' || kind === 'corrected_measurement') {
        const line = [on ? format.dayLong(on) : '', text, number].filter(Boolean).join(' · ');
        return kind === 'measurement' ? line : t('proof.fact.corrected', { text: line });
      }
      if (kind === 'check_in') {
        return t('proof.fact.checkIn', { text: [number, text].filter(Boolean).join(' · ') });
      }
      if (kind === 'organization') return t('proof.fact.organization', { text });
      return t('proof.fact.definition');
    };
    const source = ({ source: way, file, by, at }: ProofFact) =>
      [
        way && way !== 'definition' ? (dynamicText(i18n, `common:source.${way}`) ?? way) : null,
        file,
        by,
        at ? format.instant(at) : null,
      ]
        .filter(Boolean)
        .join(' · ');
    return {
      value: (node: Proof) => write(node.value, node),
      label,
      rule,
      note,
      period,
      fact,
      source,
    };
  }, [format, i18n, t]);
}

/** Whole numbers as they are; others to the digits that matter at their size. */
function digitsOf(value: number | null): number {
  if (value === null || Number.isInteger(value)) return 0;
  return Math.abs(value) < 1 ? 4 : 2;
}
