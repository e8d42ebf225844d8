import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Acknowledgement, type Alert, mendings } from '../api';
import styles from './alerts.module.css';
import { GoalFields } from './goal-fields';
import { RecoveryFields } from './recovery-fields';

/** What is to mend it: nothing yet, a goal that exists, or an objective that is opened for it. */
export function MendingFields({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const form = Form.useFormInstance<Acknowledgement>();
  const mending = Form.useWatch('mending', form);
  // One that is under way is unlinked before another is opened.
  const isMended = alert.objective !== null && !alert.objective.is_archived;
  const choices = mendings.filter((choice) => choice !== 'recovery' || !isMended);
  return (
    <>
      <Form.Item name="mending" label={t('mending.label')}>
        <Radio.Group className={styles.choices}>
          {choices.map((choice) => (
            <Radio key={choice} value={choice}>
              {t(`mending.${choice}`)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {mending === 'goal' ? <GoalFields alert={alert} /> : null}
      {mending === 'recovery' ? <RecoveryFields alert={alert} /> : null}
    </>
  );
}
