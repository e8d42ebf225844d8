import { Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { weekdays } from './api';
import styles from './organization.module.css';

const timeZones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));
const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** How the organisation cuts time. */
export function CalendarFields() {
  const { t } = useTranslation('admin');
  const format = useFormat();
  return (
    <>
      <Form.Item
        name="time_zone"
        label={t('organization.timeZone')}
        extra={t('organization.timeZoneHint')}
      >
        <Select showSearch={true} options={timeZones} />
      </Form.Item>
      <Form.Item name="fiscal_year_start_month" label={t('organization.fiscalYear')}>
        <Select
          options={months.map((month) => ({
            value: month,
            label: format.month(`2001-${String(month).padStart(2, '0')}-01`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="working_days"
        label={t('organization.workingDays')}
        extra={t('organization.workingDaysHint')}
      >
        <Checkbox.Group
          className={styles.days ?? ''}
          options={weekdays.map((day) => ({ value: day, label: t(`weekday.${day}`) }))}
        />
      </Form.Item>
    </>
  );
}
