import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { hasFilters, type KpisSearch } from '../search';
import { perspectives } from '../wire';
import styles from './kpis.module.css';

interface KpiFilterBarProps {
  search: KpisSearch;
  onSearch: (change: Partial<KpisSearch>) => void;
}

const typingMs = 250;

/** The filters of the list; `/` goes to the first of them. The unit says whose values are shown. */
export function KpiFilterBar({ search, onSearch }: KpiFilterBarProps) {
  const { t } = useTranslation('kpis');
  const { person } = useSession();
  const [typed, setTyped] = useState(search.q ?? '');
  useEffect(() => {
    if (typed === (search.q ?? '')) return;
    const timer = setTimeout(() => onSearch({ q: typed || undefined }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, search.q, onSearch]);
  const isMine = person !== null && search.owner === person.id;
  return (
    <search className={styles.filters} aria-label={t('filter.label')}>
      <span data-filter={true} className={styles.typed}>
        <Input
          allowClear={true}
          value={typed}
          placeholder={t('filter.words')}
          aria-label={t('filter.words')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </span>
      <Select
        allowClear={true}
        aria-label={t('filter.perspective')}
        placeholder={t('filter.perspective')}
        value={search.perspective ?? null}
        options={perspectives.map((value) => ({ value, label: t(`perspective.${value}`) }))}
        onChange={(perspective) => onSearch({ perspective: perspective ?? undefined })}
      />
      <span className={styles.unit}>
        <UnitSelect
          value={search.unit ?? null}
          placeholder={t('filter.unit')}
          onChange={(unit) => onSearch({ unit: unit ?? undefined })}
        />
      </span>
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
      {hasFilters(search) ? (
        <Button
          type="text"
          onClick={() => {
            setTyped('');
            onSearch({ q: undefined, perspective: undefined, owner: undefined });
          }}
        >
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}
