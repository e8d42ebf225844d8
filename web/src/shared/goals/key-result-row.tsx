import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyResult, KpiLink } from '@/shared/api/types';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Dial } from '@/shared/ui/dial';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { NumberDoor } from '@/shared/ui/number-door';
import { PersonChip } from '@/shared/ui/person-chip';
import { ProgressBar } from '@/shared/ui/progress-bar';
import { StatusIcon, StatusTag } from '@/shared/ui/status-tag';
import styles from './goal-row.module.css';
import { GradeMark } from './grade-mark';
import { useKeyResultWords } from './use-key-result-words';

interface KeyResultRowProps {
  keyResult: KeyResult;
  elapsed: number | null;
  /** Under its objective, one step in. */
  isChild?: boolean;
  hasOwner?: boolean;
  /** Another line under the title: the objective it belongs to, its own facts. */
  note?: ReactNode;
  actions?: ReactNode;
}

export function KeyResultRow(props: KeyResultRowProps) {
  const { keyResult, elapsed, isChild, hasOwner = true, note, actions } = props;
  const words = useKeyResultWords();
  const format = useFormat();
  const { score } = keyResult;
  const proof = { of: 'key_result', id: keyResult.id } as const;
  return (
    <div
      className={styles.row}
      data-child={isChild || undefined}
      data-has-owner={hasOwner || undefined}
      data-has-actions={actions ? true : undefined}
      id={keyResult.id}
    >
      <Dial
        size={isChild ? 24 : 28}
        progress={score.progress}
        elapsed={elapsed}
        status={score.status}
        isDecorative={true}
      />
      <div className={styles.words}>
        <div className={styles.title}>{keyResult.title}</div>
        {keyResult.links.length > 0 ? (
          <div className={styles.links}>
            {keyResult.links.map((link) => (
              <Fragment key={link.id}>
                <LinkedKpi link={link} />{' '}
              </Fragment>
            ))}
          </div>
        ) : null}
        {note ? <div className={styles.sub}>{note}</div> : null}
      </div>
      <div className={styles.measure}>
        <div className={styles.figures}>
          <span className={styles.value}>
            <NumberDoor proof={{ ...proof, part: 'value' }} look="strong">
              {words.beforeGoal(keyResult)}
            </NumberDoor>{' '}
            {words.goal(keyResult)}
          </span>
          {keyResult.kind === 'baseline' ? null : (
            <NumberDoor proof={proof} look="quiet">
              {format.percent(score.progress)}
            </NumberDoor>
          )}
        </div>
        <ProgressBar
          progress={score.progress}
          expected={score.expected}
          original={keyResult.original_target === null ? null : score.original_progress}
          status={score.status}
        />
      </div>
      <div className={styles.status}>
        <StatusTag status={score.status} isOverride={keyResult.status_override !== null} />
        <GradeMark goal={keyResult} />
      </div>
      {hasOwner ? (
        <div className={styles.owner}>
          {keyResult.owner ? <PersonChip person={keyResult.owner} /> : null}
        </div>
      ) : null}
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}

function LinkedKpi({ link }: { link: KpiLink }) {
  const { t } = useTranslation('common');
  return (
    <span className={styles.link}>
      <KpiRoleMark of={link.role} hasWord={true} />{' '}
      <AppLink href={kpiPath(link.kpi.id, link.org_unit?.id)}>{link.kpi.name}</AppLink>
      {link.is_breached ? (
        <span className={styles.breach}>
          <StatusIcon status="at_risk" size={12} />
          {t('role.breached')}
        </span>
      ) : null}
    </span>
  );
}
