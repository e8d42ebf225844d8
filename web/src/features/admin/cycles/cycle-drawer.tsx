import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Changed, CycleKind } from '@/shared/api/types';
import { dayAfter } from '@/shared/lib/days';
import { DayInput } from '@/shared/ui/form/day-input';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { lastDay } from '../days';
import {
  type CycleValues,
  createCycle,
  cycleKinds,
  type ManagedCycle,
  refreshCycles,
  updateCycle,
} from './api';

interface CycleDrawerProps {
  /** Absent: a new one. */
  cycle: ManagedCycle | null;
  parent: ManagedCycle | null;
  cycles: ManagedCycle[];
  onClose: () => void;
}

/** The kind that one most likely wants next. */
function kindInside(parent: ManagedCycle | null): CycleKind {
  if (!parent) return 'annual';
  return parent.kind === 'annual' || parent.kind === 'half' ? 'quarter' : 'month';
}

/** A cycle's days; what overlaps or falls outside the one around it, the server says under the field. */
export function CycleDrawer({ cycle, parent, cycles, onClose }: CycleDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const form = useServerForm<CycleValues, Changed<ManagedCycle>>({
    save: (values) => {
      const wire = {
        ...values,
        parent_id: values.parent_id ?? null,
        ends_on: dayAfter(values.ends_on),
      };
      return cycle ? updateCycle(cycle, wire) : createCycle(wire);
    },
    onSaved: async () => {
      await refreshCycles(client);
      onClose();
    },
  });
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<CycleValues>
      title={cycle ? t('cycles.edit', { name: cycle.name }) : t('cycles.create')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshCycles(client).then(onClose)}
      initialValues={
        cycle
          ? {
              name: cycle.name,
              kind: cycle.kind,
              starts_on: cycle.starts_on,
              ends_on: lastDay(cycle.ends_on) ?? cycle.ends_on,
              parent_id: cycle.parent?.id ?? null,
            }
          : { kind: kindInside(parent), parent_id: parent?.id ?? null }
      }
    >
      <Form.Item name="name" label={t('cycles.name')} rules={needed}>
        <Input autoFocus={cycle === null} placeholder={t('cycles.namePlaceholder')} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="kind" label={t('cycles.kind')}>
          <Select
            options={cycleKinds.map((kind) => ({
              value: kind,
              label: t(`common:cycleKind.${kind}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="parent_id" label={<OptionalLabel>{t('cycles.parent')}</OptionalLabel>}>
          <Select
            allowClear={true}
            options={cycles
              .filter((other) => other.id !== cycle?.id && !other.archived_at)
              .map((other) => ({ value: other.id, label: other.name }))}
          />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="starts_on" label={t('period.firstDay')} rules={needed}>
          <DayInput />
        </Form.Item>
        <Form.Item name="ends_on" label={t('period.lastDay')} rules={needed}>
          <DayInput />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
