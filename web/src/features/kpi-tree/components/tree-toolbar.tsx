import { useQuery } from '@tanstack/react-query';
import { Button, ConfigProvider, Segmented, Select } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { perspectivesQuery } from '@/shared/api/refs';
import around from '@/shared/map/around.module.css';
import { SearchBox } from '@/shared/map/search-box';
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

/** Whose values, which perspective, which KPI; and the way to relate two without a mouse. */
export function TreeToolbar({ view, state, search, relating, onSearch }: TreeToolbarProps) {
  const { t } = useTranslation('kpi-tree');
  const { data: perspectives = [] } = useQuery(perspectivesQuery);
  const searchFor = useCallback((q: string | undefined) => onSearch({ q }), [onSearch]);
  const onMap = state.matches.filter((id) => state.visible.some(({ tile }) => tile.id === id));
  const goToNext = () => {
    const next = onMap[(state.active ? onMap.indexOf(state.active) : -1) + 1] ?? onMap[0];
    if (next) state.setActive(next);
  };
  return (
    <ConfigProvider componentSize="small">
      <div className={around.toolbar}>
        <SearchBox
          words={state.words}
          label={t('search')}
          found={t('matches', { count: state.matches.length })}
          className={styles.search}
          onSearch={searchFor}
          onNext={goToNext}
        />
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
