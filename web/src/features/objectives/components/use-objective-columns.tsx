import { useQuery } from '@tanstack/react-query';
import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesQuery } from '@/shared/api/refs';
import type { Objective } from '@/shared/api/types';
import { UnitLink } from '@/shared/goals/unit-link';
import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { GridLink } from '@/shared/ui/data-grid/grid-link';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { PersonChip } from '@/shared/ui/person-chip';
import { ProgressBar } from '@/shared/ui/progress-bar';
import { StatusCell } from '@/shared/ui/status-cell';
import { StatusTag } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from './objectives.module.css';

const column = createColumnHelper<GridFeatures, Objective>();

export function useObjectiveColumns() {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  const isPhone = useMediaQuery(phoneQuery);
  const isChinese = format.locale === 'zh-CN';
  const { data: cycles = [] } = useQuery(cyclesQuery);
  return useMemo(() => {
    // Chinese names of cycles and dates are longer, those of kinds shorter.
    const sizes = isChinese
      ? { cycle: 148, kind: 84, day: 138 }
      : { cycle: 122, kind: 104, day: 118 };
    const cycleOf = new Map(cycles.map((cycle) => [cycle.id, cycle]));
    return column.columns([
      column.accessor('title', {
        header: t('column.title'),
        size: 340,
        meta: { isFlexible: true },
        cell: ({ row: { original: objective } }) => (
          <>
            <Dial
              size={26}
              progress={objective.score.progress}
              elapsed={cycleOf.get(objective.cycle_id)?.elapsed ?? null}
              status={objective.score.status}
              isDecorative={true}
            />
            <GridLink href={objectivePath(objective.id)}>{objective.title}</GridLink>
          </>
        ),
      }),
      column.accessor((objective) => objective.score.progress, {
        id: 'progress',
        header: t('column.progress'),
        size: 200,
        enableSorting: false,
        meta: { phoneSize: 62 },
        cell: ({ row: { original: objective } }) => (
          <span className={styles.progress}>
            <NumberDoor proof={{ of: 'objective', id: objective.id }} look="strong">
              {format.percent(objective.score.progress)}
            </NumberDoor>
            <span className={styles.bar}>
              <ProgressBar
                progress={objective.score.progress}
                expected={objective.score.expected}
                original={objective.score.original_progress}
                status={objective.score.status}
              />
            </span>
          </span>
        ),
      }),
      column.accessor((objective) => objective.score.status, {
        id: 'status',
        // There is no room for the word on a phone, nor for that above it.
        header: () =>
          isPhone ? <VisuallyHidden>{t('column.status')}</VisuallyHidden> : t('column.status'),
        size: 124,
        enableSorting: false,
        meta: {
          phoneSize: 48,
          text: (objective: Objective) => t(`common:status.${objective.score.status}`),
        },
        cell: ({ row: { original: objective } }) => {
          const status = objective.state === 'draft' ? 'draft' : objective.score.status;
          return isPhone ? (
            <StatusCell status={status} hasWord={false} />
          ) : (
            <StatusTag status={status} isOverride={objective.status_override !== null} />
          );
        },
      }),
      column.accessor((objective) => objective.owner?.name ?? objective.owner_unit?.name ?? '', {
        id: 'owner',
        header: t('column.owner'),
        size: 160,
        enableSorting: false,
        meta: { isSecondary: true },
        cell: ({ row: { original: objective } }) =>
          objective.owner ? (
            <PersonChip person={objective.owner} />
          ) : objective.owner_unit ? (
            <UnitLink unit={objective.owner_unit} />
          ) : null,
      }),
      column.accessor((objective) => cycleOf.get(objective.cycle_id)?.name ?? '', {
        id: 'cycle',
        header: t('column.cycle'),
        size: sizes.cycle,
        enableSorting: false,
        meta: { isSecondary: true },
        cell: ({ row: { original: objective } }) => {
          const cycle = cycleOf.get(objective.cycle_id);
          const name = cycle ? format.cycle(cycle) : '';
          return (
            <span className={styles.quiet} title={name}>
              {name}
            </span>
          );
        },
      }),
      column.accessor('kind', {
        header: t('column.kind'),
        size: sizes.kind,
        enableSorting: false,
        meta: {
          isSecondary: true,
          text: (objective: Objective) => t(`common:objectiveKind.${objective.kind}`),
        },
        cell: ({ row: { original: objective } }) => (
          <span className={styles.quiet}>{t(`common:objectiveKind.${objective.kind}`)}</span>
        ),
      }),
      column.accessor('updated_at', {
        header: t('column.updated'),
        size: sizes.day,
        meta: { isSecondary: true },
        cell: ({ row: { original: objective } }) => (
          <span className={styles.quiet}>{format.instantDay(objective.updated_at)}</span>
        ),
      }),
    ]);
  }, [cycles, format, isChinese, isPhone, t]);
}
