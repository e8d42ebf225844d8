import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { peopleSearchQuery } from '@/shared/api/refs';
import { useSession } from '@/shared/api/session';
import type { PersonRef } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { groupingOf } from '../groups';
import { hasFilters, type KpisSearch } from '../search';
import { CategorySelect } from './category-select';
import styles from './kpis.module.css';
import { PerspectiveSelect } from './perspective-select';
import { TypedWords } from './typed-words';

interface KpiFilterBarProps {
  search: KpisSearch;
  onSearch: (change: Partial<KpisSearch>) => void;
  /** Functions that people typed themselves. */
  otherCategories: string[];
  /** The person whose KPIs are shown, once one of them is known. */
  owner: PersonRef | null;
}

const noFilters = {
  q: undefined,
  perspective: undefined,
  category: undefined,
  kind: undefined,
  owner: undefined,
};

/** The filters of the list; `/` goes to the first of them. The unit says whose values are shown. */
export function KpiFilterBar({ search, onSearch, otherCategories, owner }: KpiFilterBarProps) {
  const { t } = useTranslation('kpis');
  const { person } = useSession();
  const isMine = person !== null && search.owner === person.id;
  const kinds = (['leading', 'lagging'] as const).map((value) => ({ value, label: t(value) }));
  const groupings = (['category', 'perspective'] as const).map((value) => ({
    value,
    label: t(`library.by.${value}`),
  }));
  return (
    <search className={styles.filters} aria-label={t('filter.label')}>
      <TypedWords value={search.q} label={t('filter.words')} onChange={(q) => onSearch({ q })} />
      <CategorySelect
        value={search.category}
        others={otherCategories}
        onChange={(category) => onSearch({ category })}
      />
      <PerspectiveSelect
        value={search.perspective ?? null}
        placeholder={t('filter.perspective')}
        isClearable={true}
        onChange={(perspective) => onSearch({ perspective: perspective ?? undefined })}
      />
      <Select
        allowClear={true}
        aria-label={t('filter.kind')}
        placeholder={t('filter.kind')}
        value={search.kind ?? null}
        options={kinds}
        onChange={(kind) => onSearch({ kind: kind ?? undefined })}
      />
      <SearchSelect<PersonRef>
        query={peopleSearchQuery}
        label={({ name }) => name}
        placeholder={t('filter.owner')}
        value={search.owner ?? null}
        initial={isMine ? person : owner}
        onChange={(id) => onSearch({ owner: id ?? undefined })}
      />
      {person ? (
        <Button
          type={isMine ? 'primary' : 'default'}
          ghost={isMine}
          aria-pressed={isMine}
          onClick={() => onSearch({ owner: isMine ? undefined : person.id })}
        >
          {t('filter.mine')}
        </Button>
      ) : null}
      <span className={styles.unit}>
        <UnitSelect
          value={search.unit ?? null}
          placeholder={t('filter.unit')}
          onChange={(unit) => onSearch({ unit: unit ?? undefined })}
        />
      </span>
      <Select
        allowClear={true}
        aria-label={t('library.group')}
        placeholder={t('library.group')}
        value={groupingOf(search.sort) ?? null}
        options={groupings}
        onChange={(sort) => onSearch({ sort: sort ?? undefined })}
      />
      {hasFilters(search) ? (
        <Button type="text" onClick={() => onSearch(noFilters)}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}
