import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProofTarget } from '@/shared/api/proof';
import { useFormat } from '@/shared/lib/use-format';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { NumberDoor } from '@/shared/ui/number-door';
import type { GradeEntry } from '../api';
import { departs, type Graded, initialGrade } from '../grading';
import styles from './grade.module.css';

interface GradeFieldsProps {
  /** Where in the form the grade lives: `key_results.ID` or `objective`. */
  name: string[];
  goal: Graded & { title: string };
  proof: ProofTarget;
  /** Has the focus when the form opens. */
  isFirst: boolean;
  /** The objective has to get one; a key result without data may go without. */
  isNeeded?: boolean;
}

const step = 0.05;

/** Computed, given, and the reason where the two part. Out of range is said by the server, so that 70 is not taken for 1. */
export function GradeFields({ name, goal, proof, isFirst, isNeeded = false }: GradeFieldsProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  // What was written stays, whether or not its field is shown.
  const entry: GradeEntry = Form.useWatch(name, { preserve: true }) ?? initialGrade(goal);
  const { suggested_grade: computed } = goal;
  const isOwn = departs(goal, entry.grade) || (isNeeded && computed === null);
  const because = t(computed === null ? 'grade.reasonAlone' : 'grade.reason');
  return (
    <div className={styles.fields}>
      <div className={styles.computed}>
        {t('grade.computed')}{' '}
        <b>
          {computed === null ? (
            format.number(computed)
          ) : (
            <NumberDoor proof={proof} look="strong">
              {format.number(computed, 2)}
            </NumberDoor>
          )}
        </b>
      </div>
      <label htmlFor={[...name, 'grade'].join('_')}>{t('grade.given')}</label>
      <Form.Item
        name={[...name, 'grade']}
        extra={hint()}
        rules={
          isNeeded || goal.grade !== null
            ? [{ required: true, message: t('common:form.required') }]
            : []
        }
      >
        <InputNumber<number>
          aria-label={t('grade.of', { title: goal.title })}
          precision={2}
          step={step}
          autoFocus={isFirst}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Form.Item>
      {isOwn || isNeeded || entry.reason ? (
        <Form.Item
          name={[...name, 'reason']}
          className={styles.reason ?? ''}
          label={isOwn ? because : <OptionalLabel>{t('grade.note')}</OptionalLabel>}
          dependencies={[[...name, 'grade']]}
          rules={
            isOwn
              ? [
                  {
                    required: true,
                    whitespace: true,
                    message: t('common:problem.code.reason_required'),
                  },
                ]
              : []
          }
        >
          <TextArea
            rows={2}
            aria-label={t('grade.textOf', {
              label: isOwn ? because : t('grade.note'),
              title: goal.title,
            })}
          />
        </Form.Item>
      ) : null}
    </div>
  );

  function hint(): string | undefined {
    if (goal.is_excluded) return t('grade.excluded');
    if (computed === null) return t(isNeeded ? 'grade.nothingComputed' : 'grade.mayStayEmpty');
    return undefined;
  }
}
