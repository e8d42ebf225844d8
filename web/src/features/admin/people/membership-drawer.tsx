import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { DayInput } from '@/shared/ui/form/day-input';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { endAfter, lastDay } from '../days';
import {
  type Membership,
  type MembershipValues,
  type Person,
  refreshPeople,
  saveMembership,
} from './api';

interface MembershipDrawerProps {
  person: Person;
  /** Absent: a new one. */
  membership: Membership | null;
  onClose: () => void;
}

/** From when to when somebody belongs to a unit. */
export function MembershipDrawer({ person, membership, onClose }: MembershipDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { today } = useSession();
  const client = useQueryClient();
  const form = useServerForm<MembershipValues, Membership>({
    save: (values) =>
      saveMembership(person.id, membership, { ...values, ends_on: endAfter(values.ends_on) }),
    onSaved: async () => {
      await refreshPeople(client);
      onClose();
    },
  });
  return (
    <FormDrawer<MembershipValues>
      title={
        membership
          ? t('membership.edit', { unit: membership.unit?.name ?? '' })
          : t('membership.create', { name: person.name })
      }
      form={form}
      onClose={onClose}
      onReload={() => void refreshPeople(client).then(onClose)}
      initialValues={{
        ...(membership ? {} : { is_primary: true, starts_on: today }),
        role_title: membership?.role_title ?? '',
        ends_on: lastDay(membership?.ends_on ?? null),
      }}
    >
      {membership ? null : (
        <Form.Item
          name="org_unit_id"
          label={t('people.unit')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <UnitSelect />
        </Form.Item>
      )}
      <Form.Item name="role_title" label={<OptionalLabel>{t('people.roleTitle')}</OptionalLabel>}>
        <Input />
      </Form.Item>
      {membership ? (
        <Form.Item
          name="ends_on"
          label={<OptionalLabel>{t('period.lastDay')}</OptionalLabel>}
          extra={t('membership.endHint')}
        >
          <DayInput />
        </Form.Item>
      ) : (
        <>
          <Form.Item
            name="starts_on"
            label={t('period.firstDay')}
            extra={t('membership.startHint')}
          >
            <DayInput />
          </Form.Item>
          <Form.Item name="is_primary" valuePropName="checked" extra={t('membership.primaryHint')}>
            <Checkbox>{t('membership.primary')}</Checkbox>
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
