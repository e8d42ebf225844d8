import { Checkbox, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import form from '@/shared/ui/form/form.module.css';
import { TextField } from './text-field';

const grains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const;

/** When it is asked, and for which periods. */
export function ScheduleFields() {
  const { t } = useTranslation('sources');
  return (
    <>
      <TextField
        name={['schedule']}
        label={t('form.schedule')}
        hint={t('form.scheduleHint')}
        placeholder="0 6 * * *"
        isOptional={true}
      />
      <div className={form.pair}>
        <Form.Item name="grain" label={t('form.grain')}>
          <Select options={grains.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))} />
        </Form.Item>
        <Form.Item
          name="periods_back"
          label={t('form.periodsBack')}
          extra={t('form.periodsBackHint')}
        >
          <InputNumber min={1} max={400} />
        </Form.Item>
      </div>
      <Form.Item name="includes_current" valuePropName="checked">
        <Checkbox>{t('form.includesCurrent')}</Checkbox>
      </Form.Item>
      <Form.Item name="is_enabled" valuePropName="checked">
        <Checkbox>{t('form.isEnabled')}</Checkbox>
      </Form.Item>
    </>
  );
}
