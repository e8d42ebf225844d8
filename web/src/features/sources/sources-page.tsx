import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Checkbox, Dropdown } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePage } from '@/shared/lib/use-page';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { type Source, type SourceKind, sourcesQuery } from './api';
import { SourcesLead } from './components/sources-lead';
import { type SourceAction, useSourceColumns } from './components/use-source-columns';
import { useArchiving, useRunning } from './use-source-actions';
import { kinds } from './values';

const SourceDrawer = lazy(() =>
  import('./forms/source-drawer').then((module) => ({ default: module.SourceDrawer })),
);

/** Where values come from: each source with its last run and its next. */
export function SourcesPage({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('sources');
  const [isWithArchived, setIsWithArchived] = useState(false);
  const [panel, setPanel] = useState<{ source: Source | null; kind: SourceKind } | null>(null);
  const { data } = useSuspenseQuery({ ...sourcesQuery(isWithArchived), refetchInterval: 30_000 });
  const sources = data.items;
  const { archive, restore } = useArchiving();
  const { mutate: run } = useRunning();
  const onAction = useCallback(
    (action: SourceAction, source: Source) => {
      if (action === 'edit') setPanel({ source, kind: source.kind });
      else if (action === 'archive') archive(source);
      else if (action === 'restore') restore(source);
      else run({ source, kind: action });
    },
    [archive, restore, run],
  );
  const columns = useSourceColumns(onAction);
  const title = t('title');
  usePage(
    title,
    useMemo(() => [{ label: title }], [title]),
  );
  const create = (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kinds.map((kind) => ({
          key: kind,
          label: t(`kind.${kind}`),
          onClick: () => setPanel({ source: null, kind }),
        })),
      }}
    >
      <Button type="primary" icon={<Icon name="add" />}>
        {t('create')}
      </Button>
    </Dropdown>
  );
  return (
    <>
      <PageHeader title={title} actions={create} />
      <SourcesLead sources={sources} />
      <SectionCard
        title={t('list')}
        actions={
          <Checkbox
            checked={isWithArchived}
            onChange={(event) => setIsWithArchived(event.target.checked)}
          >
            {t('withArchived')}
          </Checkbox>
        }
      >
        {sources.length > 0 ? (
          <DataGrid<Source>
            label={t('list')}
            columns={columns}
            rows={sources}
            rowHeight={44}
            getRowId={(source) => source.id}
            onOpen={(source) => onOpen(source.id)}
          />
        ) : (
          <EmptyState title={t('none')} hint={t('noneHint')} action={create} />
        )}
      </SectionCard>
      {panel ? (
        <Suspense fallback={null}>
          <SourceDrawer source={panel.source} kind={panel.kind} onClose={() => setPanel(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
