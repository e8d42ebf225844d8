import { useQuery } from '@tanstack/react-query';
import { Form, Input, Alert as Note } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CycleSelect } from '@/shared/pickers/cycle-select';
import { PersonSelect } from '@/shared/pickers/person-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { type Acknowledgement, type Alert, recoveryQuery } from '../api';
import { useRecoveryWords } from '../use-recovery-words';
import styles from './alerts.module.css';

/** An objective that is opened for the alert: where it lives, whose it is, and what its key result aims at. */
export function RecoveryFields({ alert }: { alert: Alert }) {
  const { t } = useTranslation(['alerts', 'common']);
  const words = useRecoveryWords();
  const form = Form.useFormInstance<Acknowledgement>();
  const cycle = Form.useWatch(['recovery', 'cycle_id'], form);
  const { data: proposal, isPlaceholderData } = useQuery(recoveryQuery(alert, cycle ?? undefined));
  useEffect(() => {
    if (!proposal || isPlaceholderData) return;
    const { recovery } = form.getFieldsValue(true) as Partial<Acknowledgement>;
    // What was chosen or written stays; the words follow the cycle until somebody changes them.
    const isOwn = form.isFieldTouched(['recovery', 'title']);
    form.setFieldsValue({
      recovery: {
        cycle_id: recovery?.cycle_id ?? proposal.cycle_id,
        title: isOwn ? (recovery?.title ?? '') : words.title(alert, proposal.aim),
        owner_unit_id: recovery?.owner_unit_id ?? proposal.unit?.id ?? null,
        owner_person_id:
          recovery?.owner_person_id === undefined
            ? (proposal.owner?.id ?? null)
            : recovery.owner_person_id,
      },
    });
  }, [alert, form, isPlaceholderData, proposal, words]);
  if (!proposal) return null;
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <>
      {proposal.obstacle ? (
        <Note
          type="warning"
          showIcon={true}
          className={styles.note}
          title={t(`recovery.obstacle.${proposal.obstacle}`)}
        />
      ) : null}
      {proposal.aim ? <p className={styles.aim}>{words.aim(alert, proposal.aim)}</p> : null}
      <Form.Item name={['recovery', 'title']} label={t('recovery.title')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name={['recovery', 'cycle_id']} label={t('recovery.cycle')} rules={required}>
          <CycleSelect />
        </Form.Item>
        <Form.Item name={['recovery', 'owner_unit_id']} label={t('recovery.unit')} rules={required}>
          <UnitSelect />
        </Form.Item>
      </div>
      <Form.Item
        name={['recovery', 'owner_person_id']}
        label={<OptionalLabel>{t('recovery.owner')}</OptionalLabel>}
        extra={t(proposal.may_create ? 'recovery.published' : 'recovery.notYours')}
      >
        <PersonSelect initial={proposal.owner} />
      </Form.Item>
    </>
  );
}
