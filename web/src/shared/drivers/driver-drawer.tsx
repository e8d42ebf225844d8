import { useQueryClient } from '@tanstack/react-query';
import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { kpiSearchQuery } from '@/shared/api/refs';
import type { KpiRef } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { type DriverValues, refreshDrivers, saveDriver } from './api';
import styles from './drivers.module.css';
import { influences, type KpiDriver, type NewDriver } from './wire';

interface DriverDrawerProps {
  /** The one that is edited; null for a new one. */
  driver: KpiDriver | null;
  /** What is known of a new one. */
  known?: NewDriver | undefined;
  onClose: () => void;
}

/** Which KPI drives which, which way, and why that is believed. */
export function DriverDrawer({ driver, known, onClose }: DriverDrawerProps) {
  const { t } = useTranslation(['drivers', 'common']);
  const client = useQueryClient();
  const form = useServerForm<DriverValues, KpiDriver>({
    save: (values) => saveDriver(driver, values),
    onSaved: async () => {
      await refreshDrivers(client);
      onClose();
    },
  });
  const ends = driver ?? known ?? {};
  const needed = [{ required: true, message: t('common:form.required') }];
  const end = (name: 'driver' | 'driven') => {
    const kpi = ends[name];
    return (
      <Form.Item name={`${name}_kpi_id`} label={t(`form.${name}`)} rules={needed}>
        {kpi ? (
          <Select disabled={true} options={[{ value: kpi.id, label: kpi.name }]} />
        ) : (
          <SearchSelect<KpiRef>
            query={kpiSearchQuery}
            label={(found) => `${found.name} · ${found.code}`}
            placeholder={t('common:picker.kpi')}
          />
        )}
      </Form.Item>
    );
  };
  return (
    <FormDrawer<DriverValues>
      title={t(driver ? 'form.edit' : 'form.add')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshDrivers(client).then(onClose)}
      initialValues={{
        ...(ends.driver ? { driver_kpi_id: ends.driver.id } : {}),
        ...(ends.driven ? { driven_kpi_id: ends.driven.id } : {}),
        influence: driver?.influence ?? 'same',
        note: driver?.note ?? null,
      }}
    >
      {end('driver')}
      {end('driven')}
      <Form.Item name="influence" label={t('form.influence')}>
        <Radio.Group vertical={true}>
          {influences.map((value) => (
            <Radio key={value} value={value}>
              <span className={styles.option}>
                {t(`influence.${value}`)}
                <small>{t(`influenceHint.${value}`)}</small>
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="note"
        label={<OptionalLabel>{t('form.note')}</OptionalLabel>}
        extra={t('form.noteHint')}
      >
        <TextArea rows={3} />
      </Form.Item>
    </FormDrawer>
  );
}
