import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyResult, ProblemBody } from '@/shared/api/types';
import { TextArea } from '@/shared/ui/form/text-area';
import styles from './check-in-fields.module.css';
import { ConfidenceInput } from './confidence-input';
import type { Draft } from './draft';
import { FieldError } from './field-error';
import { JudgementSelect } from './judgement-select';
import { Milestones } from './milestones';
import { ValueField } from './value-field';

interface CheckInFieldsProps {
  keyResult: KeyResult;
  draft: Draft;
  /** What the server refused. */
  problem?: ProblemBody | undefined;
  onChange: (part: Partial<Draft>) => void;
  /** Enter in a field of one line, Ctrl+Enter in any. */
  onSubmit: () => void;
  /** At the foot of the fields. */
  actions?: ReactNode;
}

/** The fields of a check-in: value, confidence, note; blocker, next step and a judgement behind "more". */
export function CheckInFields(props: CheckInFieldsProps) {
  const { keyResult, draft, problem, onChange, onSubmit, actions } = props;
  const { t } = useTranslation('checkIn');
  const id = useId();
  const hasMore = draft.blocker !== '' || draft.next_step !== '' || draft.status !== null;
  const [isOpen, setOpen] = useState(hasMore);
  const showsMore = isOpen || hasMore;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const isLine = !(event.target as HTMLElement).closest('textarea, button, a, [role=combobox]');
    if (!(event.ctrlKey || event.metaKey || isLine)) return;
    event.preventDefault();
    onSubmit();
  };
  const words = (field: 'note' | 'blocker' | 'next_step') => (
    <div className={styles.field} data-field={field}>
      <label htmlFor={`${id}${field}`}>
        {t(field === 'note' && draft.status !== null ? 'field.reason' : `field.${field}`)}
      </label>
      <TextArea
        id={`${id}${field}`}
        rows={1}
        value={draft[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
      <FieldError problem={problem} field={field} />
    </div>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside are heard here
    <div className={styles.fields} onKeyDown={onKeyDown}>
      <div className={styles.field} data-field="value">
        <ValueField id={`${id}value`} keyResult={keyResult} draft={draft} onChange={onChange} />
        <FieldError problem={problem} field="value" />
      </div>
      <div className={styles.field} data-field="confidence">
        <span id={`${id}confidence`} className={styles.label}>
          {t('field.confidence')}
        </span>
        <ConfidenceInput
          value={draft.confidence}
          before={keyResult.confidence}
          labelledBy={`${id}confidence`}
          onChange={(confidence) => onChange({ confidence })}
        />
        <FieldError problem={problem} field="confidence" />
      </div>
      {words('note')}
      {keyResult.kind === 'milestones' ? <Milestones keyResult={keyResult} /> : null}
      {showsMore ? (
        <>
          {words('blocker')}
          {words('next_step')}
          <div className={styles.field} data-field="status">
            <label htmlFor={`${id}status`}>{t('field.status')}</label>
            <JudgementSelect
              id={`${id}status`}
              keyResult={keyResult}
              value={draft.status}
              onChange={(status) => onChange({ status })}
            />
            <FieldError problem={problem} field="status" />
          </div>
        </>
      ) : null}
      {showsMore && !actions ? null : (
        <div className={styles.foot}>
          {showsMore ? null : (
            <button type="button" className={styles.more} onClick={() => setOpen(true)}>
              {t('more')}
            </button>
          )}
          {actions}
        </div>
      )}
    </div>
  );
}
