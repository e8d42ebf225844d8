import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityFeed } from '@/shared/goals/activity-feed';
import { ArchivedBanner } from '@/shared/goals/archived-banner';
import { useAsOf } from '@/shared/lib/as-of';
import { usePageCommands } from '@/shared/lib/commands';
import { checkInPath, companyPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { AppLink } from '@/shared/ui/app-link';
import { Columns } from '@/shared/ui/columns';
import { Dial } from '@/shared/ui/dial';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { objectiveQuery } from './api';
import { AlertCard } from './components/alert-card';
import { AlignmentCard } from './components/alignment-card';
import { CheckInHistory } from './components/check-in-history';
import { GradeCard } from './components/grade-card';
import { KeyResultList } from './components/key-result-list';
import { ObjectiveActions } from './components/objective-actions';
import { ObjectiveFacts } from './components/objective-facts';
import { ObjectiveLead } from './components/objective-lead';
import { ObjectiveMeta } from './components/objective-meta';
import styles from './components/objectives.module.css';
import { isFrozen, mayChange, mayGrade } from './grading';
import { objectivePageCommands } from './objective-page-commands';
import type { Panel } from './panel';
import { useGoalActions } from './use-goal-actions';

const PanelHost = lazy(() =>
  import('./forms/panel-host').then((module) => ({ default: module.PanelHost })),
);

/** One objective: how it stands, why, what it hangs together with, and what happened. */
export function ObjectivePage({ id }: { id: string }) {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  const asOf = useAsOf();
  const { data } = useSuspenseQuery(objectiveQuery(id, asOf));
  const { restoreGoal } = useGoalActions();
  const [panel, setPanel] = useState<Panel | null>(null);
  const { objective, cycle, activity } = data;
  const { score } = objective;
  const isOpen = mayChange(data);
  // Neither a goal that is closed nor one of the past is reported on.
  const hasEnded = isFrozen(data) || asOf !== undefined;
  const isGradable = mayGrade(data);
  usePage(
    objective.title,
    useMemo(
      () => [
        ...(cycle ? [{ label: format.cycle(cycle), href: companyPath(cycle.id) }] : []),
        { label: objective.title },
      ],
      [cycle, format, objective.title],
    ),
  );
  usePageCommands(
    useMemo(
      () => objectivePageCommands({ id, isOpen, isFrozen: hasEnded, isGradable, open: setPanel }),
      [id, isOpen, hasEnded, isGradable],
    ),
  );
  return (
    <>
      {objective.archived_at ? (
        <ArchivedBanner
          onRestore={objective.may_edit ? () => restoreGoal('objectives', id) : undefined}
        />
      ) : null}
      <PageHeader
        title={objective.title}
        mark={
          <Dial
            size={64}
            progress={score.progress}
            elapsed={cycle?.elapsed ?? null}
            status={score.status}
          />
        }
        meta={<ObjectiveMeta objective={objective} />}
        actions={<ObjectiveActions overview={data} onOpen={setPanel} />}
      />
      <ObjectiveLead overview={data} />
      {objective.description ? <p className={styles.description}>{objective.description}</p> : null}
      <Columns
        aside={
          <>
            <ObjectiveFacts overview={data} />
            <AlertCard overview={data} />
            <SectionCard title={t('activity')}>
              {activity.length > 0 ? (
                <ActivityFeed items={activity} />
              ) : (
                <EmptyState isSmall={true} title={t('noActivity')} />
              )}
            </SectionCard>
          </>
        }
      >
        <SectionCard
          title={t('keyResults.title')}
          actions={
            <>
              {isOpen ? (
                <Button
                  type="link"
                  size="small"
                  onClick={() => setPanel({ kind: 'key_result', keyResult: null })}
                >
                  {t('keyResults.add')}
                </Button>
              ) : null}
              {hasEnded ? null : (
                <AppLink href={checkInPath(id)}>
                  {t('checkIn')} <kbd>U</kbd>
                </AppLink>
              )}
            </>
          }
        >
          <KeyResultList overview={data} onOpen={setPanel} />
        </SectionCard>
        <GradeCard overview={data} />
        <AlignmentCard
          overview={data}
          onEdit={(alignment) => setPanel({ kind: 'alignment', alignment })}
        />
        <SectionCard title={t('checkIns.title')}>
          <CheckInHistory overview={data} />
        </SectionCard>
      </Columns>
      {panel ? (
        <Suspense fallback={null}>
          <PanelHost panel={panel} overview={data} onClose={() => setPanel(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
