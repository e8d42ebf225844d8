import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AlignedGoal, Alignment, ObjectiveOverview } from '@/shared/api/types';
import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Dial } from '@/shared/ui/dial';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { SectionCard } from '@/shared/ui/section-card';
import { mayChange } from '../grading';
import styles from './objectives.module.css';

interface AlignmentCardProps {
  overview: ObjectiveOverview;
  onEdit: (alignment: Alignment | null) => void;
}

/** What the objective supports above it, and what supports it from below. */
export function AlignmentCard({ overview, onEdit }: AlignmentCardProps) {
  const { t } = useTranslation('objectives');
  const { supports, supported_by: supportedBy, cycle } = overview;
  const elapsed = cycle?.elapsed ?? null;
  const isOpen = mayChange(overview);
  return (
    <SectionCard
      title={t('alignment.title')}
      actions={
        isOpen ? (
          <Button type="link" size="small" onClick={() => onEdit(null)}>
            {t('alignment.add')}
          </Button>
        ) : null
      }
    >
      {supports.length + supportedBy.length === 0 ? (
        <EmptyState isSmall={true} title={t('alignment.none')} hint={t('alignment.noneHint')} />
      ) : (
        <div className={styles.pair}>
          <div className={styles.side}>
            <h3>{t('alignment.supports')}</h3>
            <ul>
              {supports.map((alignment) => (
                <GoalItem
                  key={alignment.id}
                  goal={alignment.target_objective}
                  keyResult={alignment.target_key_result}
                  contribution={alignment.contribution}
                  elapsed={elapsed}
                  {...(isOpen ? { onEdit: () => onEdit(alignment) } : {})}
                />
              ))}
              {supports.length === 0 ? (
                <li className={styles.sub}>{t('alignment.nothing')}</li>
              ) : null}
            </ul>
          </div>
          <div className={styles.side}>
            <h3>{t('alignment.supportedBy')}</h3>
            <ul>
              {supportedBy.map((alignment) => (
                <GoalItem
                  key={alignment.id}
                  goal={alignment.objective}
                  keyResult={alignment.target_key_result}
                  contribution={alignment.contribution}
                  elapsed={elapsed}
                />
              ))}
              {supportedBy.length === 0 ? (
                <li className={styles.sub}>{t('alignment.nothing')}</li>
              ) : null}
            </ul>
          </div>
        </div>
      )}
    </SectionCard>
  );
}

interface GoalItemProps {
  goal: AlignedGoal;
  keyResult: Alignment['target_key_result'];
  contribution: number | null;
  elapsed: number | null;
  onEdit?: () => void;
}

function GoalItem({ goal, keyResult, contribution, elapsed, onEdit }: GoalItemProps) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const facts = [
    goal.owner_unit?.name ?? goal.owner?.name,
    keyResult ? t('alignment.throughKeyResult', { title: keyResult.title }) : null,
    contribution === null
      ? null
      : t('alignment.contributes', {
          weight: format.number(contribution, Number.isInteger(contribution) ? 0 : 2),
        }),
  ];
  return (
    <li>
      <Dial size={20} progress={goal.score.progress} elapsed={elapsed} status={goal.score.status} />
      <div>
        <AppLink href={objectivePath(goal.id)} className={styles.goal}>
          {goal.title}
        </AppLink>
        <div className={styles.sub}>{facts.filter(Boolean).join(' · ')}</div>
      </div>
      {onEdit ? (
        <Button
          type="text"
          size="small"
          aria-label={t('alignment.edit', { title: goal.title })}
          icon={<Icon name="edit" size={14} />}
          onClick={onEdit}
        />
      ) : null}
    </li>
  );
}
