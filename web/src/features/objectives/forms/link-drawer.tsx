import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiSearchQuery } from '@/shared/api/refs';
import type { KeyResult, KpiLink, KpiRef, KpiRole, LinkWindow } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { ValueInput } from '@/shared/ui/form/value-input';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { type LinkValues, refreshGoals, saveLink } from '../api';
import { useGoalActions } from '../use-goal-actions';
import own from './forms.module.css';

interface LinkDrawerProps {
  keyResult: KeyResult;
  link: KpiLink | null;
  onClose: () => void;
}

const roles: KpiRole[] = ['measures', 'drives', 'guards'];
const windows: LinkWindow[] = [
  'latest_complete',
  'latest_so_far',
  'cycle_to_date',
  'rolling',
  'whole_cycle',
];

/** Which KPI measures, drives or guards a key result: for which unit, over which periods. */
export function LinkDrawer({ keyResult, link, onClose }: LinkDrawerProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const client = useQueryClient();
  const { archiveGoal } = useGoalActions();
  const [kpi, setKpi] = useState<KpiRef | undefined>(link?.kpi);
  const form = useServerForm<LinkValues, unknown>({
    save: (values) => saveLink(keyResult.id, link, { ...empty, ...values }),
    onSaved: async () => {
      await refreshGoals(client);
      onClose();
    },
  });
  const role = Form.useWatch('role', form.form) ?? link?.role ?? 'measures';
  const span = Form.useWatch('window', form.form) ?? link?.window ?? 'latest_complete';
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<LinkValues>
      title={t(link ? 'link.title' : 'link.add')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshGoals(client).then(onClose)}
      initialValues={
        link
          ? { ...link, kpi_id: link.kpi.id, org_unit_id: link.org_unit?.id ?? null }
          : {
              ...empty,
              role: keyResult.links.some((l) => l.role === 'measures') ? 'drives' : 'measures',
            }
      }
      extra={
        link ? (
          <Button
            danger={true}
            type="text"
            onClick={() => {
              archiveGoal('kpi-links', link.id, link.kpi.name);
              onClose();
            }}
          >
            {t('link.end')}
          </Button>
        ) : null
      }
    >
      <Form.Item name="kpi_id" label={t('link.kpi')} rules={needed}>
        {link ? (
          <Select disabled={true} options={[{ value: link.kpi.id, label: link.kpi.name }]} />
        ) : (
          <SearchSelect<KpiRef>
            query={kpiSearchQuery}
            label={(found) => `${found.name} · ${found.code}`}
            placeholder={t('common:picker.kpi')}
            onPick={setKpi}
          />
        )}
      </Form.Item>
      <Form.Item name="role" label={t('link.role')}>
        <Radio.Group disabled={link !== null} vertical={true}>
          {roles.map((value) => (
            <Radio key={value} value={value}>
              <span className={own.option}>
                <KpiRoleMark of={value} hasWord={true} />
                <small>{t(`common:roleHint.${value}`)}</small>
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="org_unit_id"
        label={<OptionalLabel>{t('link.unit')}</OptionalLabel>}
        extra={t('link.unitHint')}
      >
        <UnitSelect />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="window" label={t('link.window')}>
          <Select
            options={windows.map((value) => ({ value, label: t(`common:window.${value}`) }))}
          />
        </Form.Item>
        {span === 'rolling' ? (
          <Form.Item name="window_periods" label={t('link.periods')} rules={needed}>
            <InputNumber min={1} style={{ width: '100%' }} />
          </Form.Item>
        ) : null}
      </div>
      {role === 'guards' ? (
        <Form.Item
          name="limit_value"
          label={<OptionalLabel>{t('link.limit')}</OptionalLabel>}
          extra={t('link.limitHint')}
        >
          <ValueInput format={kpi?.format ?? 'number'} unit={kpi?.unit} />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}

const empty: Omit<LinkValues, 'kpi_id'> = {
  role: 'measures',
  org_unit_id: null,
  window: 'latest_complete',
  window_periods: null,
  limit_value: null,
  weight: 1,
};
