import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath, kpisPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { type CascadeQuestion, targetCascadeQuery } from './api';
import { CascadeLead } from './components/cascade-lead';
import { CellDrawer } from './components/cell-drawer';
import styles from './components/targets.module.css';
import { TargetsGrid } from './components/targets-grid';
import { yearsAway } from './search';
import type { CascadeCell, CascadeRow, DivisionKind, Grain } from './wire';

const DivideDrawer = lazy(() =>
  import('./forms/divide-drawer').then((module) => ({ default: module.DivideDrawer })),
);

interface TargetsPageProps {
  id: string;
  search: CascadeQuestion;
  onSearch: (change: Partial<CascadeQuestion>) => void;
}

const shownGrains = ['month', 'quarter', 'half', 'year'] as const satisfies Grain[];

/** The targets of a KPI: units by periods, what parts come to, and where they differ from the whole. */
export function TargetsPage({ id, search, onSearch }: TargetsPageProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const { data: cascade } = useSuspenseQuery(targetCascadeQuery(id, search));
  const [open, setOpen] = useState<{ row: CascadeRow; cell: CascadeCell } | null>(null);
  const [dividing, setDividing] = useState<DivisionKind | null>(null);
  const { kpi } = cascade;
  usePage(
    t('title'),
    useMemo(
      () => [
        { label: t('kpis'), href: kpisPath },
        { label: kpi.name, href: kpiPath(kpi.id) },
        { label: t('title') },
      ],
      [kpi.id, kpi.name, t],
    ),
  );
  const isEmpty = cascade.rows.every((row) =>
    [row.whole, ...row.cells].every((cell) => cell.values === null),
  );
  const year = (by: number) => onSearch(yearsAway(cascade.from, cascade.to, by));
  const target = open?.cell.target ?? null;
  return (
    <>
      <PageHeader
        title={t('titleOf', { kpi: kpi.name })}
        actions={<AppLink href={kpiPath(kpi.id, search.unit)}>{t('toKpi')}</AppLink>}
      />
      <CascadeLead cascade={cascade} />
      <SectionCard title={format.period(cascade.from, cascade.to)}>
        <div className={styles.controls}>
          <span className={styles.unitPick}>
            <UnitSelect
              value={search.unit ?? null}
              placeholder={t('wholeOrganisation')}
              onChange={(unit) => onSearch({ unit: unit ?? undefined })}
            />
          </span>
          <Segmented<Grain>
            aria-label={t('grid.grain')}
            value={cascade.grain}
            options={shownGrains.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))}
            onChange={(grain) => onSearch({ grain })}
          />
          <Button onClick={() => year(-1)}>{t('yearBefore')}</Button>
          <Button onClick={() => year(1)}>{t('yearAfter')}</Button>
        </div>
        {isEmpty ? (
          <EmptyState isSmall={true} title={t('none')} hint={t('noneHint')} />
        ) : (
          <TargetsGrid
            cascade={cascade}
            onOpen={(row, cell) => setOpen({ row, cell })}
            onUnit={(unit) => onSearch({ unit })}
          />
        )}
        <ul className={styles.legend}>
          <li>{t('legend.own')}</li>
          <li>{t('legend.share')}</li>
          <li>{t('legend.uneven')}</li>
          {cascade.left_out > 0 ? <li>{t('leftOut', { count: cascade.left_out })}</li> : null}
        </ul>
      </SectionCard>
      {open && !dividing ? (
        <CellDrawer
          cascade={cascade}
          row={open.row}
          cell={open.cell}
          onDivide={setDividing}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {dividing && target ? (
        <Suspense fallback={null}>
          <DivideDrawer
            kind={dividing}
            cascade={cascade}
            target={target}
            onClose={() => {
              setDividing(null);
              setOpen(null);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
