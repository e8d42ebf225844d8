import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcesPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { Columns } from '@/shared/ui/columns';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { Tag } from '@/shared/ui/tag';
import { runsQuery, sourceQuery } from './api';
import { RunDetails } from './components/run-details';
import { RunList } from './components/run-list';
import { SourceFacts } from './components/source-facts';
import { useRunning } from './use-source-actions';

const SourceDrawer = lazy(() =>
  import('./forms/source-drawer').then((module) => ({ default: module.SourceDrawer })),
);

/** How often an open page asks while a run goes on. */
const watchMs = 2_000;
const restMs = 30_000;

/** One source: what it is asked, how its runs went, and asking it now. */
export function SourcePage({ id }: { id: string }) {
  const { t } = useTranslation(['sources', 'common']);
  const [isEditing, setIsEditing] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const { data: source } = useSuspenseQuery({
    ...sourceQuery(id),
    refetchInterval: ({ state }) => (state.data?.is_running ? watchMs : restMs),
  });
  const { data } = useQuery({
    ...runsQuery(id),
    refetchInterval: source.is_running ? watchMs : restMs,
  });
  const runs = data?.items ?? [];
  const run = runs.find((candidate) => candidate.id === chosen) ?? runs[0];
  const running = useRunning(() => setChosen(null));
  const title = t('title');
  usePage(
    source.name,
    useMemo(() => [{ label: title, href: sourcesPath }, { label: source.name }], [title, source]),
  );
  const isBusy = running.isPending || source.is_running;
  const isDry = running.variables?.kind === 'dry-run';
  const ask = (kind: 'run' | 'dry-run') => running.mutate({ source, kind });
  const actions = source.archived_at ? null : (
    <>
      <Button onClick={() => setIsEditing(true)}>{t('common:action.edit')}</Button>
      <Button loading={running.isPending && isDry} disabled={isBusy} onClick={() => ask('dry-run')}>
        {t('dryRun')}
      </Button>
      <Button
        type="primary"
        loading={isBusy && !(running.isPending && isDry)}
        disabled={isBusy}
        onClick={() => ask('run')}
      >
        {t('runNow')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader
        title={source.name}
        meta={<Tag>{t(`kind.${source.kind}`)}</Tag>}
        actions={actions}
      />
      <Sentence>
        {t(source.schedule ? 'lead.scheduled' : 'lead.onDemand', {
          asked: t(`asked.${source.grain}`, { count: source.periods_back }),
        })}
      </Sentence>
      <Columns
        aside={
          <>
            <SourceFacts source={source} />
            <SectionCard title={t('runs')}>
              <RunList runs={runs} chosen={run?.id ?? null} onChoose={setChosen} />
            </SectionCard>
          </>
        }
      >
        {run ? (
          <RunDetails run={run} />
        ) : (
          <EmptyState title={t('neverRun')} hint={t('neverRunHint')} />
        )}
      </Columns>
      {isEditing ? (
        <Suspense fallback={null}>
          <SourceDrawer source={source} kind={source.kind} onClose={() => setIsEditing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
