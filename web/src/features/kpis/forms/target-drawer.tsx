import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayAfter, dayBefore } from '@/shared/lib/days';
import { today } from '@/shared/lib/use-today';
import { PersonSelect } from '@/shared/pickers/person-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { DayInput } from '@/shared/ui/form/day-input';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { ValueInput } from '@/shared/ui/form/value-input';
import { refreshKpis, saveTarget } from '../api';
import type { Kpi, KpiTarget, TargetValues } from '../wire';

interface TargetDrawerProps {
  kpi: Kpi;
  target: KpiTarget | null;
  /** The unit that is shown, for a new target. */
  unit: string | undefined;
  onClose: () => void;
}

/** In the form people name the last day; the wire wants the first day after. */
type FormValues = TargetValues;

const none = { floor: null, target: null, stretch: null, range_low: null, range_high: null };

/** What the KPI should reach for a unit or person over a span of days. */
export function TargetDrawer({ kpi, target, unit, onClose }: TargetDrawerProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const client = useQueryClient();
  const form = useServerForm<FormValues, unknown>({
    save: (values) =>
      saveTarget(kpi, target, {
        ...none,
        ...values,
        // A target holds for one of the two; a person that was chosen is meant.
        org_unit_id: values.person_id ? null : values.org_unit_id,
        ends_on: dayAfter(values.ends_on),
      }),
    onSaved: async () => {
      await refreshKpis(client);
      onClose();
    },
  });
  const fields =
    kpi.direction === 'range'
      ? (['range_low', 'range_high'] as const)
      : (['floor', 'target', 'stretch'] as const);
  const hasBegun = target !== null && target.starts_on <= today();
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<FormValues>
      title={t(target ? 'target.edit' : 'target.add')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshKpis(client).then(onClose)}
      initialValues={{
        org_unit_id: target ? (target.org_unit?.id ?? null) : (unit ?? null),
        ...(target ? { starts_on: target.starts_on, ends_on: dayBefore(target.ends_on) } : {}),
        ...Object.fromEntries(fields.map((field) => [field, target?.[field] ?? null])),
      }}
    >
      {target ? (
        <p>{(target.person ?? target.org_unit)?.name ?? t('wholeOrganisation')}</p>
      ) : (
        <div className={styles.pair}>
          <Form.Item
            name="org_unit_id"
            label={<OptionalLabel>{t('column.unit')}</OptionalLabel>}
            extra={t('target.unitHint')}
          >
            <UnitSelect placeholder={t('wholeOrganisation')} />
          </Form.Item>
          <Form.Item
            name="person_id"
            label={<OptionalLabel>{t('target.person')}</OptionalLabel>}
            extra={t('target.personHint')}
          >
            <PersonSelect />
          </Form.Item>
        </div>
      )}
      <div className={styles.pair}>
        <Form.Item name="starts_on" label={t('target.from')} rules={needed}>
          <DayInput />
        </Form.Item>
        <Form.Item name="ends_on" label={t('target.to')} rules={needed}>
          <DayInput />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        {fields.map((field) => (
          <Form.Item
            key={field}
            name={field}
            label={
              field === 'target' || kpi.direction === 'range' ? (
                t(`target.${field}`)
              ) : (
                <OptionalLabel>{t(`target.${field}`)}</OptionalLabel>
              )
            }
            tooltip={t(`target.hint.${field}`)}
          >
            <ValueInput format={kpi.format} unit={kpi.unit} />
          </Form.Item>
        ))}
      </div>
      {hasBegun ? (
        <Form.Item
          name="reason"
          label={t('form.reason')}
          extra={t('target.reasonHint')}
          rules={needed}
        >
          <TextArea />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}
