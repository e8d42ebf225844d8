import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCategoryWords } from '../use-category-words';
import { categories } from '../wire';

interface CategorySelectProps {
  value: string | undefined;
  /** Functions that people typed themselves. */
  others?: string[];
  onChange: (value: string | undefined) => void;
}

export function CategorySelect({ value, others = [], onChange }: CategorySelectProps) {
  const { t } = useTranslation('kpis');
  const words = useCategoryWords();
  const known: string[] = [...categories];
  const all = [...known, ...others, ...(value ? [value] : [])];
  return (
    <Select
      allowClear={true}
      aria-label={t('filter.category')}
      placeholder={t('filter.category')}
      value={value ?? null}
      options={[...new Set(all)].map((each) => ({ value: each, label: words(each) }))}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
