import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { PersonSelect } from '@/shared/pickers/person-select';
import { DayInput } from '@/shared/ui/form/day-input';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { endAfter, lastDay } from '../days';
import {
  type ManagerLine,
  type ManagerValues,
  type Person,
  refreshPeople,
  saveManagerLine,
} from './api';

interface ManagerDrawerProps {
  person: Person;
  /** Absent: a new one. */
  line: ManagerLine | null;
  onClose: () => void;
}

/** From when to when somebody reports to a manager. */
export function ManagerDrawer({ person, line, onClose }: ManagerDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { today } = useSession();
  const client = useQueryClient();
  const form = useServerForm<ManagerValues, ManagerLine>({
    save: (values) =>
      saveManagerLine(person.id, line, { ...values, ends_on: endAfter(values.ends_on) }),
    onSaved: async () => {
      await refreshPeople(client);
      onClose();
    },
  });
  return (
    <FormDrawer<ManagerValues>
      title={
        line
          ? t('manager.edit', { name: line.manager?.name ?? '' })
          : t('manager.create', { name: person.name })
      }
      form={form}
      onClose={onClose}
      onReload={() => void refreshPeople(client).then(onClose)}
      initialValues={line ? { ends_on: lastDay(line.ends_on) } : { starts_on: today }}
    >
      {line ? (
        <Form.Item
          name="ends_on"
          label={<OptionalLabel>{t('period.lastDay')}</OptionalLabel>}
          extra={t('manager.endHint')}
        >
          <DayInput />
        </Form.Item>
      ) : (
        <>
          <Form.Item
            name="manager_person_id"
            label={t('people.manager')}
            rules={[{ required: true, message: t('common:form.required') }]}
          >
            <PersonSelect />
          </Form.Item>
          <Form.Item name="starts_on" label={t('period.firstDay')} extra={t('manager.startHint')}>
            <DayInput />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
