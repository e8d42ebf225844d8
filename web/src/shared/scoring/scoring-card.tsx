import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';
import { pointDecimals } from '@/shared/lib/points';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { NumberDoor } from '@/shared/ui/number-door';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { scoringPreviewQuery } from './api';
import { CurvePlot } from './curve-plot';
import { questionOf } from './question';
import { Thresholds } from './thresholds';
import type { Kpi, Scoring } from './wire';

const ScoringDrawer = lazy(() =>
  import('./scoring-drawer').then((module) => ({ default: module.ScoringDrawer })),
);

/** How the KPI's value becomes points, and where it falls now. */
export function ScoringCard({ kpi, unit }: { kpi: Kpi; unit: string | undefined }) {
  const { t } = useTranslation('scoring');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { latest, score } = kpi;
  return (
    <SectionCard
      title={t('title')}
      hint={
        latest && score ? (
          <NumberDoor
            proof={{ of: 'kpi_score', id: kpi.id, unit: unit ?? null, period: latest.period }}
          >
            {t('points', { points: format.number(score.points, pointDecimals(score.points)) })}
          </NumberDoor>
        ) : null
      }
      actions={
        kpi.may_edit && !kpi.archived_at ? (
          <Button type="link" size="small" onClick={() => setOpen(true)}>
            {t(kpi.scoring ? 'edit' : 'add')}
          </Button>
        ) : null
      }
    >
      {kpi.scoring ? (
        <Drawn kpi={kpi} scoring={kpi.scoring as Scoring} />
      ) : (
        <EmptyState isSmall={true} title={t('none')} hint={t('noneHint')} />
      )}
      {isOpen ? (
        <Suspense fallback={null}>
          <ScoringDrawer kpi={kpi} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </SectionCard>
  );
}

function Drawn({ kpi, scoring }: { kpi: Kpi; scoring: Scoring }) {
  const { t } = useTranslation('scoring');
  const { t: common } = useTranslation('common');
  const value = kpi.latest?.value ?? null;
  const { data, error } = useQuery(scoringPreviewQuery(questionOf(kpi, scoring)));
  if (error) {
    // The curve is kept, but the target of this period lacks what it is drawn from.
    const { hint } = problemText(common, asProblem(error));
    return <EmptyState isSmall={true} title={t('notDrawn')} hint={hint} />;
  }
  if (!data) return <RowsSkeleton count={4} />;
  return (
    <>
      <CurvePlot kpi={kpi} preview={data} value={value} />
      <Thresholds kpi={kpi} lights={data.lights} />
    </>
  );
}
