import { Button, Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
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

const typingMs = 200;

export function MapToolbar(props: MapToolbarProps) {
  const { view, state, looseCount, isLooseShown, onSearch } = props;
  const { t } = useTranslation('alignment');
  const [typed, setTyped] = useState(state.words);
  useEffect(() => {
    if (typed === state.words) return;
    const timer = setTimeout(() => onSearch({ q: typed || undefined }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, state.words, onSearch]);
  const goToNext = () => {
    const { matches, active } = state;
    const next = matches[(active ? matches.indexOf(active) : -1) + 1] ?? matches[0];
    if (next) state.show(next);
  };
  return (
    <div className={styles.toolbar}>
      <span data-filter={true} className={styles.search}>
        <Input
          allowClear={true}
          size="small"
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
