import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { alertStates } from '../api';
import { type AlertsSearch, hasFilters, kinds } from '../search';
import styles from './alerts.module.css';

interface AlertFilterBarProps {
  search: AlertsSearch;
  onSearch: (change: Partial<AlertsSearch>) => void;
}

/** The filters of the inbox; `/` goes to the first of them. */
export function AlertFilterBar({ search, onSearch }: AlertFilterBarProps) {
  const { t } = useTranslation('alerts');
  const { person } = useSession();
  return (
    <search className={styles.filters} aria-label={t('filter.label')}>
      <span data-filter={true}>
        <Select
          aria-label={t('filter.state')}
          value={search.state ?? 'current'}
          options={alertStates.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(state) => onSearch({ state: state === 'current' ? undefined : state })}
        />
      </span>
      <Select
        allowClear={true}
        aria-label={t('filter.kind')}
        placeholder={t('filter.kind')}
        value={search.kind ?? null}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => onSearch({ kind: kind ?? undefined })}
      />
      {person ? (
        <Button
          type={search.mine ? 'primary' : 'default'}
          ghost={Boolean(search.mine)}
          aria-pressed={Boolean(search.mine)}
          onClick={() => onSearch({ mine: search.mine ? undefined : '1' })}
        >
          {t('filter.mine')}
        </Button>
      ) : null}
      {hasFilters(search) ? (
        <Button
          type="text"
          onClick={() =>
            onSearch({ state: undefined, kind: undefined, kpi: undefined, mine: undefined })
          }
        >
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}
