import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesQuery } from '@/shared/api/refs';
import { useSession } from '@/shared/api/session';
import { useFormat } from '@/shared/lib/use-format';
import { PillarSelect } from '@/shared/pickers/pillar-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { hasFilters, type ObjectivesSearch, states, statuses } from '../search';
import styles from './objectives.module.css';

interface ObjectiveFilterBarProps {
  search: ObjectivesSearch;
  onSearch: (change: Partial<ObjectivesSearch>) => void;
}

const typingMs = 250;

/** The filters of the list; `/` goes to the first of them. */
export function ObjectiveFilterBar({ search, onSearch }: ObjectiveFilterBarProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  const { person } = useSession();
  const { data: cycles = [] } = useQuery(cyclesQuery);
  const [typed, setTyped] = useState(search.q ?? '');
  useEffect(() => {
    if (typed === (search.q ?? '')) return;
    const timer = setTimeout(() => onSearch({ q: typed || undefined }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, search.q, onSearch]);
  return (
    <search className={styles.filters} aria-label={t('filter.label')}>
      <span data-filter={true} className={styles.words}>
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
        aria-label={t('filter.cycle')}
        placeholder={t('filter.cycle')}
        value={search.cycle ?? null}
        options={cycles.map((cycle) => ({ value: cycle.id, label: format.cycle(cycle) }))}
        onChange={(cycle) => onSearch({ cycle: cycle ?? undefined })}
      />
      <Select
        allowClear={true}
        aria-label={t('filter.status')}
        placeholder={t('filter.status')}
        value={search.status ?? null}
        options={statuses.map((value) => ({ value, label: t(`common:status.${value}`) }))}
        onChange={(status) => onSearch({ status: status ?? undefined })}
      />
      <Select
        allowClear={true}
        aria-label={t('filter.state')}
        placeholder={t('filter.state')}
        value={search.state ?? null}
        options={states.map((value) => ({ value, label: t(`common:objectiveState.${value}`) }))}
        onChange={(state) => onSearch({ state: state ?? undefined })}
      />
      <UnitSelect
        value={search.unit ?? null}
        placeholder={t('filter.unit')}
        onChange={(unit) => onSearch({ unit: unit ?? undefined })}
      />
      <PillarSelect
        value={search.pillar ?? null}
        placeholder={t('filter.pillar')}
        onChange={(pillar) => onSearch({ pillar: pillar ?? undefined })}
      />
      {person ? (
        <Button
          type={search.person === person.id ? 'primary' : 'default'}
          ghost={search.person === person.id}
          aria-pressed={search.person === person.id}
          onClick={() => onSearch({ person: search.person === person.id ? undefined : person.id })}
        >
          {t('filter.mine')}
        </Button>
      ) : null}
      {hasFilters(search) ? (
        <Button
          type="text"
          onClick={() => {
            setTyped('');
            onSearch({
              cycle: undefined,
              status: undefined,
              state: undefined,
              unit: undefined,
              person: undefined,
              pillar: undefined,
              q: undefined,
            });
          }}
        >
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}
