import { useTranslation } from 'react-i18next';
import type { Objective } from '@/shared/api/types';
import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Dial } from '@/shared/ui/dial';
import { Icon } from '@/shared/ui/icon';
import { NumberDoor } from '@/shared/ui/number-door';
import { PersonChip } from '@/shared/ui/person-chip';
import { ProgressBar } from '@/shared/ui/progress-bar';
import { StatusTag } from '@/shared/ui/status-tag';
import styles from './goal-row.module.css';
import { GradeMark } from './grade-mark';
import { UnitLink } from './unit-link';

interface ObjectiveRowProps {
  objective: Objective;
  elapsed: number | null;
  hasOwner?: boolean;
  /** When its key results can be shown and hidden. */
  toggle?: { isOpen: boolean; onToggle: () => void };
}

export function ObjectiveRow({ objective, elapsed, hasOwner = true, toggle }: ObjectiveRowProps) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const { score } = objective;
  const facts = [
    t(`objectiveKind.${objective.kind}`),
    objective.strategic_pillar?.name,
    score.coverage !== null && score.coverage < 1
      ? t('score.coverage', { value: format.percent(score.coverage) })
      : null,
    objective.visibility === 'organization' ? null : t(`visibility.${objective.visibility}`),
  ];
  return (
    <div className={styles.row} data-has-owner={hasOwner || undefined}>
      <Dial progress={score.progress} elapsed={elapsed} status={score.status} isDecorative={true} />
      <div className={styles.words}>
        <AppLink href={objectivePath(objective.id)} className={styles.title}>
          {objective.title}
        </AppLink>
        <div className={styles.sub}>
          {facts.filter(Boolean).join(' · ')} ·{' '}
          <KeyResultCount objective={objective} toggle={toggle} />
        </div>
      </div>
      <div className={styles.measure}>
        <div className={styles.figures}>
          <span>
            <NumberDoor proof={{ of: 'objective', id: objective.id }} look="strong">
              {format.percent(score.progress)}
            </NumberDoor>{' '}
            {t('score.ofTheWay')}
          </span>
          {score.expected === null ? null : (
            <span>{t('score.expected', { value: format.percent(score.expected) })}</span>
          )}
        </div>
        <ProgressBar
          progress={score.progress}
          expected={score.expected}
          original={score.original_progress}
          status={score.status}
        />
      </div>
      <div className={styles.status}>
        <StatusTag
          status={objective.state === 'draft' ? 'draft' : score.status}
          isOverride={objective.status_override !== null}
        />
        <GradeMark goal={objective} />
      </div>
      {hasOwner ? (
        <div className={styles.owner}>
          {objective.owner ? <PersonChip person={objective.owner} /> : null}
          {!objective.owner && objective.owner_unit ? (
            <UnitLink unit={objective.owner_unit} />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function KeyResultCount({ objective, toggle }: Pick<ObjectiveRowProps, 'objective' | 'toggle'>) {
  const { t } = useTranslation('common');
  const count = t('keyResult.count', { count: objective.key_result_count });
  if (!toggle || objective.key_result_count === 0) return count;
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={toggle.isOpen}
      onClick={toggle.onToggle}
    >
      {count}
      <Icon name="chevron" size={12} />
    </button>
  );
}
