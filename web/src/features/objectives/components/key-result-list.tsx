import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResult, Milestone, ObjectiveOverview } from '@/shared/api/types';
import { KeyResultRow } from '@/shared/goals/key-result-row';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { PersonChip } from '@/shared/ui/person-chip';
import { isFrozen, mayChange, mayGradeKeyResults } from '../grading';
import type { Panel } from '../panel';
import { useGoalActions } from '../use-goal-actions';
import { KeyResultMenu } from './key-result-menu';
import styles from './objectives.module.css';

interface KeyResultListProps {
  overview: ObjectiveOverview;
  onOpen: (panel: Panel) => void;
}

/** The key results of an objective, each with its steps and what may be done with it. */
export function KeyResultList({ overview, onOpen }: KeyResultListProps) {
  const { t } = useTranslation('objectives');
  const { key_results: keyResults, cycle } = overview;
  const isOpen = mayChange(overview);
  const isGradable = mayGradeKeyResults(overview);
  if (keyResults.length === 0) {
    return (
      <EmptyState
        title={t('keyResults.none')}
        hint={t('keyResults.noneHint')}
        action={
          isOpen ? (
            <Button type="primary" onClick={() => onOpen({ kind: 'key_result', keyResult: null })}>
              {t('keyResults.add')}
            </Button>
          ) : null
        }
      />
    );
  }
  return keyResults.map((keyResult) => (
    <div key={keyResult.id}>
      <KeyResultRow
        keyResult={keyResult}
        elapsed={cycle?.elapsed ?? null}
        hasOwner={false}
        note={<KeyResultNote keyResult={keyResult} />}
        actions={
          isOpen ? (
            <KeyResultMenu keyResult={keyResult} isGradable={isGradable} onOpen={onOpen} />
          ) : null
        }
      />
      {keyResult.kind === 'milestones' ? (
        <Milestones keyResult={keyResult} isFrozen={isFrozen(overview)} />
      ) : null}
    </div>
  ));
}

/** Who carries it. A moved goalpost stays on the record: the original stands beside the one that holds. */
function KeyResultNote({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const { owner, original_target: original } = keyResult;
  return (
    <>
      {owner ? <PersonChip person={owner} /> : null}
      {original === null ? null : (
        <div>
          {t('keyResults.goalpost', {
            original: format.value(original, keyResult),
            progress: format.percent(keyResult.score.original_progress),
          })}
        </div>
      )}
    </>
  );
}

function Milestones({ keyResult, isFrozen }: { keyResult: KeyResult; isFrozen: boolean }) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const { toggleMilestone } = useGoalActions();
  const due = (step: Milestone) =>
    step.done_on
      ? t('milestone.done', { day: format.day(step.done_on) })
      : step.due_on
        ? t('milestone.due', { day: format.day(step.due_on) })
        : '';
  return (
    <ul className={styles.milestones}>
      {keyResult.milestones.map((step) => (
        <li key={step.id}>
          <Checkbox
            checked={step.done_on !== null}
            disabled={isFrozen || !keyResult.may_check_in}
            onChange={(event) => toggleMilestone(step, event.target.checked)}
          >
            {step.title}
          </Checkbox>
          <span className={styles.sub}>{due(step)}</span>
        </li>
      ))}
    </ul>
  );
}
