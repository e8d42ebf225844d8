import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Written } from '@/shared/api/moved';
import { unitsQuery } from '@/shared/api/refs';
import { dayAfter } from '@/shared/lib/days';
import { PersonSelect } from '@/shared/pickers/person-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { ValueInput } from '@/shared/ui/form/value-input';
import { toast } from '@/shared/ui/toast';
import { knownQuery, recordMeasurement, refreshKpis } from '../api';
import { type Kpi, type Measurement, type MeasurementValues, takesParts } from '../wire';
import { KnownValue } from './known-value';
import { PeriodInput } from './period-input';

interface RecordDrawerProps {
  kpi: Kpi;
  unit: string | undefined;
  onClose: () => void;
}

/** Records a value for a unit and a period. Where one is known already this is a correction, and says why. */
export function RecordDrawer({ kpi, unit, onClose }: RecordDrawerProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const client = useQueryClient();
  const form = useServerForm<MeasurementValues, Written<Measurement>>({
    save: (values) => recordMeasurement(kpi.id, { ...values, note: values.note || null }),
    onSaved: async ({ moved, seq }) => {
      toast({
        title: t(seq === 0 ? 'record.unchanged' : 'record.saved'),
        ...(moved.length > 0
          ? {
              hint: t('record.moved', {
                names: moved
                  .slice(0, 3)
                  .map((item) => item.title)
                  .join(t('lead.comma')),
              }),
            }
          : {}),
      });
      await refreshKpis(client);
      onClose();
    },
  });
  const subject = Form.useWatch('org_unit_id', form.form) ?? null;
  const person = Form.useWatch('person_id', form.form) ?? null;
  const day = Form.useWatch('period_on', form.form) ?? null;
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: found } = useQuery({
    ...knownQuery(
      kpi.code,
      person ? { person } : { unit: subject ?? '' },
      day ?? '',
      day ? dayAfter(day) : '',
    ),
    enabled: Boolean((person || subject) && day),
  });
  const known = (person || subject) && day ? (found?.items[0] ?? null) : null;
  const chosen = units.find((other) => other.id === unit || other.code === unit);
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<MeasurementValues>
      title={t('record.title', { name: kpi.name })}
      saveLabel={t(known ? 'record.correct' : 'record.save')}
      form={form}
      onClose={onClose}
      initialValues={{ org_unit_id: chosen?.id ?? null } as never}
    >
      <div className={styles.pair}>
        <Form.Item
          name="org_unit_id"
          label={t('column.unit')}
          extra={t(person ? 'record.countsIn' : 'record.unitHint')}
          // Without one, a person's value counts in the unit that they belong to.
          rules={person ? [] : needed}
        >
          <UnitSelect />
        </Form.Item>
        <Form.Item
          name="person_id"
          label={<OptionalLabel>{t('target.person')}</OptionalLabel>}
          extra={t('record.personHint')}
        >
          <PersonSelect />
        </Form.Item>
      </div>
      <Form.Item name="period_on" label={t(`record.period.${kpi.frequency}`)} rules={needed}>
        <PeriodInput kpi={kpi} unit={subject} />
      </Form.Item>
      {known ? <KnownValue kpi={kpi} known={known} /> : null}
      {takesParts(kpi) ? (
        <div className={styles.pair}>
          <Form.Item name="numerator" label={t('record.numerator')} rules={needed}>
            <InputNumber style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name="denominator"
            label={t('record.denominator')}
            tooltip={t('record.partsHint')}
            rules={needed}
          >
            <InputNumber style={{ width: '100%' }} />
          </Form.Item>
        </div>
      ) : (
        <Form.Item name="value" label={t('column.value')} rules={needed}>
          <ValueInput format={kpi.format} unit={kpi.unit} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={known ? t('record.reason') : <OptionalLabel>{t('column.note')}</OptionalLabel>}
        extra={known ? t('record.reasonHint') : undefined}
        rules={known ? needed : []}
      >
        <TextArea />
      </Form.Item>
    </FormDrawer>
  );
}
