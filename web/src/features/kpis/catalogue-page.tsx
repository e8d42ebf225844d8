import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { catalogueQuery } from './api';
import { catalogueGroups } from './catalogue-rows';
import { CategorySelect } from './components/category-select';
import { KpiTabs } from './components/kpi-tabs';
import styles from './components/kpis.module.css';
import { ReadyGroup } from './components/ready-group';
import { TypedWords } from './components/typed-words';
import type { KpisSearch } from './search';
import { useCopying } from './use-copying';

const ReadySheet = lazy(() =>
  import('./components/ready-sheet').then((module) => ({ default: module.ReadySheet })),
);

interface CataloguePageProps {
  search: KpisSearch;
  onSearch: (change: Partial<KpisSearch>) => void;
}

/** Ready definitions, to be read, and copied into the library. */
export function CataloguePage({ search, onSearch }: CataloguePageProps) {
  const { t } = useTranslation('kpis');
  const { space } = useFormat();
  const { data } = useSuspenseQuery(catalogueQuery);
  const { q, category } = useDeferredValue(search);
  const groups = useMemo(() => catalogueGroups(data.items, { q, category }), [data, q, category]);
  const copying = useCopying();
  usePage(
    t('catalogue.title'),
    useMemo(() => [{ label: t('title') }, { label: t('catalogue.tab') }], [t]),
  );
  const copied = data.items.filter(({ kpi }) => kpi).length;
  const mayCopy = data.items.some(({ may_copy }) => may_copy);
  const sentences = [
    t('catalogue.lead', { count: data.items.length }),
    copied > 0 ? t('catalogue.leadCopied', { count: copied }) : null,
    mayCopy ? null : t('catalogue.mayNot'),
  ];
  const open = data.items.find(({ code }) => code === search.ready);
  return (
    <>
      <PageHeader title={t('catalogue.title')} />
      <KpiTabs isCatalogue={true} />
      <Sentence>{sentences.filter(Boolean).join(space)}</Sentence>
      <SectionCard title={t('catalogue.list')}>
        <search className={styles.filters} aria-label={t('catalogue.filter')}>
          <TypedWords
            value={search.q}
            label={t('filter.words')}
            onChange={(words) => onSearch({ q: words })}
          />
          <CategorySelect
            value={search.category}
            onChange={(chosen) => onSearch({ category: chosen })}
          />
        </search>
        {groups.map((group) => (
          <ReadyGroup
            key={group.category}
            group={group}
            copying={copying.isPending ? copying.variables.code : null}
            onOpen={(code) => onSearch({ ready: code })}
            onCopy={(code) => copying.mutate({ code })}
          />
        ))}
        {groups.length === 0 ? (
          <EmptyState title={t('catalogue.noMatch')} hint={t('catalogue.noMatchHint')} />
        ) : null}
      </SectionCard>
      {open ? (
        <Suspense fallback={null}>
          <ReadySheet
            key={open.code}
            entry={open}
            onOpen={(code) => onSearch({ ready: code })}
            onClose={() => onSearch({ ready: undefined })}
          />
        </Suspense>
      ) : null}
    </>
  );
}
