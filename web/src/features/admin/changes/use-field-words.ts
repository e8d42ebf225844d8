import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { missing } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';

/** Fields of facts in words. One that has no word here is shown by its code, which is what the API calls it. */
export function useFieldWords() {
  const { t, i18n } = useTranslation('admin');
  const format = useFormat();
  return useMemo(() => {
    const name = (field: string) =>
      i18n.exists(`admin:field.${field}`) ? t(`field.${field as 'name'}`) : field;
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
      return Array.isArray(raw) && raw.every((item) => typeof item === 'string')
        ? raw.join(', ') || missing
        : JSON.stringify(raw, null, 2);
    };
    return { name, value };
  }, [format, i18n, t]);
}
