import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayInput } from '@/shared/ui/form/day-input';
import styles from '../components/admin.module.css';
import { ActorSelect } from './actor-select';
import { entities, isEntity, kindOf, type Verb, verbsByEntity } from './kinds';
import { type ChangesSearch, hasFilters } from './search';

interface ChangeFilterBarProps {
  search: ChangesSearch;
  onSearch: (change: Partial<ChangesSearch>) => void;
}

/** The filters of the log; the kinds on offer follow the noun that was chosen. */
export function ChangeFilterBar({ search, onSearch }: ChangeFilterBarProps) {
  const { t } = useTranslation('admin');
  const { entity } = search;
  const kinds: { value: string; label: string }[] =
    entity && isEntity(entity)
      ? (verbsByEntity[entity] as readonly Verb[]).map((verb) => ({
          value: kindOf(entity, verb),
          label: t(`changes.verb.${verb}`),
        }))
      : [];
  return (
    <search className={styles.filters} aria-label={t('filter.label')}>
      <span data-filter={true}>
        <Select
          allowClear={true}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          style={{ width: '100%' }}
          aria-label={t('changes.anyEntity')}
          placeholder={t('changes.anyEntity')}
          value={entity ?? null}
          options={entities.map((value) => ({ value, label: t(`changes.entity.${value}`) }))}
          onChange={(value) => onSearch({ entity: value ?? undefined, kind: undefined })}
        />
      </span>
      {kinds.length > 1 ? (
        <Select
          allowClear={true}
          popupMatchSelectWidth={false}
          aria-label={t('changes.anyKind')}
          placeholder={t('changes.anyKind')}
          value={search.kind ?? null}
          options={kinds}
          onChange={(kind) => onSearch({ kind: kind ?? undefined })}
        />
      ) : null}
      <ActorSelect
        value={search.actor ?? null}
        onChange={(actor) => onSearch({ actor: actor ?? undefined })}
      />
      <span>
        <DayInput
          value={search.since ?? null}
          placeholder={t('changes.since')}
          onChange={(since) => onSearch({ since: since ?? undefined })}
        />
      </span>
      <span>
        <DayInput
          value={search.until ?? null}
          placeholder={t('changes.until')}
          onChange={(until) => onSearch({ until: until ?? undefined })}
        />
      </span>
      {hasFilters(search) ? (
        <Button
          type="text"
          onClick={() =>
            onSearch({
              entity: undefined,
              kind: undefined,
              actor: undefined,
              since: undefined,
              until: undefined,
            })
          }
        >
          {t('filter.clear')}
        </Button>
      ) : null}
    </search>
  );
}
