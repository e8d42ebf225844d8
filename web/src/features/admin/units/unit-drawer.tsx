import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Changed } from '@/shared/api/types';
import { PersonSelect } from '@/shared/pickers/person-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createUnit, refreshUnits, type Unit, type UnitValues, unitKinds, updateUnit } from './api';

interface UnitDrawerProps {
  /** Absent: a new one. */
  unit: Unit | null;
  defaultParent: string | null;
  onClose: () => void;
}

export function UnitDrawer({ unit, defaultParent, onClose }: UnitDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const form = useServerForm<UnitValues, Changed<Unit>>({
    save: (values) => (unit ? updateUnit(unit, values) : createUnit(values)),
    onSaved: async () => {
      await refreshUnits(client);
      onClose();
    },
  });
  const needed = [{ required: true, message: t('common:form.required') }];
  const isRoot = unit !== null && unit.parent === null;
  return (
    <FormDrawer<UnitValues>
      title={unit ? t('units.edit', { name: unit.name }) : t('units.create')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshUnits(client).then(onClose)}
      initialValues={{
        parent_id: unit ? (unit.parent?.id ?? null) : defaultParent,
        code: unit?.code ?? '',
        name: unit?.name ?? '',
        kind: unit?.kind ?? 'team',
        purpose: unit?.purpose ?? '',
        lead_person_id: unit?.lead?.id ?? null,
      }}
    >
      <Form.Item name="name" label={t('units.name')} rules={needed}>
        <Input autoFocus={unit === null} />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="code" label={t('units.code')} extra={t('units.codeHint')} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item name="kind" label={t('units.kind')}>
          <Select
            options={unitKinds.map((kind) => ({
              value: kind,
              label: t(`common:unitKind.${kind}`),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="parent_id"
        label={t('units.parent')}
        extra={unit && !isRoot ? t('units.moveHint') : undefined}
        hidden={isRoot}
      >
        <UnitSelect />
      </Form.Item>
      <Form.Item
        name="lead_person_id"
        label={<OptionalLabel>{t('units.leadPerson')}</OptionalLabel>}
        extra={t('units.leadHint')}
      >
        <PersonSelect initial={unit?.lead} />
      </Form.Item>
      <Form.Item name="purpose" label={<OptionalLabel>{t('units.purpose')}</OptionalLabel>}>
        <TextArea rows={3} />
      </Form.Item>
    </FormDrawer>
  );
}
