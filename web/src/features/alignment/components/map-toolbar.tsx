import { Button, Segmented } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import around from '@/shared/map/around.module.css';
import { SearchBox } from '@/shared/map/search-box';
import { type AlignmentSearch, type View, views } from '../search';
import type { MapState } from '../use-map-state';
import styles from './alignment.module.css';

interface MapToolbarProps {
  view: View;
  state: MapState;
  looseCount: number;
  isLooseShown: boolean;
  onSearch: (change: Partial<AlignmentSearch>) => void;
}

export function MapToolbar(props: MapToolbarProps) {
  const { view, state, looseCount, isLooseShown, onSearch } = props;
  const { t } = useTranslation('alignment');
  const search = useCallback((q: string | undefined) => onSearch({ q }), [onSearch]);
  const goToNext = () => {
    const { matches, active } = state;
    const next = matches[(active ? matches.indexOf(active) : -1) + 1] ?? matches[0];
    if (next) state.show(next);
  };
  return (
    <div className={around.toolbar}>
      <SearchBox
        words={state.words}
        label={t('search')}
        found={t('matches', { count: state.matches.length })}
        className={styles.search}
        onSearch={search}
        onNext={goToNext}
      />
      {view === 'map' ? (
        <>
          <Button size="small" onClick={state.expandAll}>
            {t('expandAll')}
          </Button>
          <Button size="small" onClick={state.collapse}>
            {t('collapse')}
          </Button>
          {looseCount > 0 ? (
            <Button
              size="small"
              type={isLooseShown ? 'primary' : 'default'}
              ghost={isLooseShown}
              aria-pressed={isLooseShown}
              onClick={() => onSearch({ loose: isLooseShown ? undefined : '1' })}
            >
              {t('loose', { count: looseCount })}
            </Button>
          ) : null}
        </>
      ) : null}
      <Segmented<View>
        size="small"
        aria-label={t('view')}
        value={view}
        options={views.map((value) => ({ value, label: t(value) }))}
        onChange={(value) => onSearch({ view: value })}
      />
    </div>
  );
}
