import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { missing } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';

/** A text for each of several keys: names by language. */
function isTexts(raw: unknown): raw is Record<string, string> {
  const isRecord = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  return isRecord && Object.values(raw).every((text) => typeof text === 'string');
}

/** Fields of facts in words. One that has no word here is shown by its code, which is what the API calls it. */
export function useFieldWords() {
  const { t, i18n } = useTranslation('admin');
  const format = useFormat();
  return useMemo(() => {
    const name = (field: string, entity: string) => {
      const own = `fieldOf.${entity}.${field}`;
      if (i18n.exists(`admin:${own}`)) return t(own as 'field.name');
      return i18n.exists(`admin:field.${field}`) ? t(`field.${field as 'name'}`) : field;
    };
    const value = (field: string, raw: unknown): string => {
      if (raw === null || raw === undefined || raw === '') return missing;
      if (typeof raw === 'boolean') return t(raw ? 'yes' : 'no');
      if (typeof raw === 'number') {
        return field.endsWith('_at')
          ? format.instant(new Date(raw))
          : format.number(raw, Number.isInteger(raw) ? 0 : 4);
      }
      if (typeof raw === 'string') {
        return field.endsWith('_on') ? format.dayLong(raw) : raw;
      }
      if (isTexts(raw)) {
        const texts = Object.entries(raw).map(([key, text]) => `${key}: ${text}`);
        return texts.join(' · ') || missing;
      }
      return Array.isArray(raw) && raw.every((item) => typeof item === 'string')
        ? raw.join(', ') || missing
        : JSON.stringify(raw, null, 2);
    };
    return { name, value };
  }, [format, i18n, t]);
}
