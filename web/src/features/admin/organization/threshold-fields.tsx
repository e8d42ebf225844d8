import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { ValueInput } from '@/shared/ui/form/value-input';
import { StatusTag } from '@/shared/ui/status-tag';
import styles from './organization.module.css';

/** How far behind its pace a goal may be before its status changes. */
export function ThresholdFields() {
  const { t } = useTranslation('admin');
  return (
    <>
      <p className={styles.hint}>{t('organization.thresholdsHint')}</p>
      <div className={styles.gaps}>
        <Form.Item name="on_track_gap" label={<StatusTag status="on_track" />}>
          <ValueInput format="percent" />
        </Form.Item>
        <Form.Item name="at_risk_gap" label={<StatusTag status="at_risk" />}>
          <ValueInput format="percent" />
        </Form.Item>
      </div>
    </>
  );
}
