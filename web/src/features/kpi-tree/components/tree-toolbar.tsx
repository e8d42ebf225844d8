import { useQuery } from '@tanstack/react-query';
import { Button, ConfigProvider, Input, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { perspectivesQuery } from '@/shared/api/refs';
import { UnitSelect } from '@/shared/pickers/unit-select';
import type { Relating } from '../relating';
import { type TreeSearch, type View, views } from '../search';
import type { TreeState } from '../use-tree-state';
import styles from './kpi-tree.module.css';

interface TreeToolbarProps {
  view: View;
  state: TreeState;
  search: TreeSearch;
  relating: Relating;
  onSearch: (change: Partial<TreeSearch>) => void;
}

const typingMs = 200;

/** Whose values, which perspective, which KPI; and the way to relate two without a mouse. */
export function TreeToolbar({ view, state, search, relating, onSearch }: TreeToolbarProps) {
  const { t } = useTranslation('kpi-tree');
  const [typed, setTyped] = useState(state.words);
  const { data: perspectives = [] } = useQuery(perspectivesQuery);
  useEffect(() => {
    if (typed === state.words) return;
    const timer = setTimeout(() => onSearch({ q: typed || undefined }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, state.words, onSearch]);
  const onMap = state.matches.filter((id) => state.visible.some(({ tile }) => tile.id === id));
  const goToNext = () => {
    const next = onMap[(state.active ? onMap.indexOf(state.active) : -1) + 1] ?? onMap[0];
    if (next) state.setActive(next);
  };
  return (
    <ConfigProvider componentSize="small">
      <div className={styles.toolbar}>
        <span data-filter={true} className={styles.search}>
          <Input
            allowClear={true}
            value={typed}
            placeholder={t('search')}
            aria-label={t('search')}
            suffix={
              state.words ? (
                <span className={styles.matches} role="status">
                  {t('matches', { count: state.matches.length })}
                </span>
              ) : null
            }
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={goToNext}
          />
        </span>
        <span className={styles.pick}>
          <UnitSelect
            value={search.unit ?? null}
            placeholder={t('wholeOrganisation')}
            onChange={(unit) => onSearch({ unit: unit ?? undefined })}
          />
        </span>
        <span className={styles.pick}>
          <Select
            aria-label={t('perspective')}
            allowClear={true}
            value={search.perspective ?? null}
            placeholder={t('everyPerspective')}
            options={perspectives.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(next: string | null) => onSearch({ perspective: next ?? undefined })}
          />
        </span>
        {state.focus ? (
          <Button onClick={() => state.setFocus(undefined)}>{t('showAll')}</Button>
        ) : null}
        {relating.isPossible ? (
          <Button type="primary" onClick={() => relating.relate({})}>
            {t('relate')}
          </Button>
        ) : null}
        <Segmented<View>
          aria-label={t('view')}
          value={view}
          options={views.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => onSearch({ view: value })}
        />
      </div>
    </ConfigProvider>
  );
}
