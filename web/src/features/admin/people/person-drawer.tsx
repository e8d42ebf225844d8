import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '@/shared/lib/preferences';
import { PersonSelect } from '@/shared/pickers/person-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import {
  type AccountValues,
  createPerson,
  inviteUser,
  type Person,
  refreshPeople,
  updatePerson,
} from './api';
import type { IssuedFor } from './link-dialog';
import { NewAccountFields } from './new-account-fields';
import { PersonFields } from './person-fields';

interface PersonDrawerProps {
  onClose: () => void;
  onSaved: (person: Person, link: IssuedFor | null) => void;
}

interface Values {
  name: string;
  title: string;
  email: string | null;
  code: string | null;
  membership: { org_unit_id: string | null; role_title: string };
  manager_person_id: string | null;
  has_account: boolean;
  roles: AccountValues['roles'];
}

interface Saved {
  person: Person;
  link: IssuedFor | null;
}

/** A new person with unit, manager and, if wanted, an account. */
export function PersonDrawer({ onClose, onSaved }: PersonDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const locale = usePreferences((state) => state.locale);
  // When the account is refused the person is there already; the next attempt goes on from it.
  const made = useRef<Person | null>(null);
  const form = useServerForm<Values, Saved>({
    save: async ({ membership, manager_person_id, has_account, roles, ...rest }) => {
      const values = { ...rest, email: rest.email || null, code: rest.code || null };
      made.current = made.current
        ? await updatePerson(made.current, values)
        : await createPerson({
            ...values,
            membership: membership.org_unit_id
              ? { org_unit_id: membership.org_unit_id, role_title: membership.role_title }
              : null,
            manager_person_id,
          });
      const person = made.current;
      if (!has_account) return { person, link: null };
      const { invitation } = await inviteUser(person.id, { email: values.email, roles }, locale);
      return { person, link: invitation && { link: invitation, name: person.name } };
    },
    onSaved: async ({ person, link }) => {
      await refreshPeople(client);
      onSaved(person, link);
    },
  });
  return (
    <FormDrawer<Values>
      title={t('people.create')}
      form={form}
      onClose={onClose}
      initialValues={{
        name: '',
        title: '',
        email: null,
        code: null,
        membership: { org_unit_id: null, role_title: '' },
        manager_person_id: null,
        has_account: true,
        roles: ['member'],
      }}
    >
      <PersonFields isNew={true} />
      <div className={styles.pair}>
        <Form.Item name={['membership', 'org_unit_id']} label={t('people.unit')}>
          <UnitSelect />
        </Form.Item>
        <Form.Item
          name={['membership', 'role_title']}
          label={<OptionalLabel>{t('people.roleTitle')}</OptionalLabel>}
        >
          <Input />
        </Form.Item>
      </div>
      <Form.Item
        name="manager_person_id"
        label={<OptionalLabel>{t('people.manager')}</OptionalLabel>}
      >
        <PersonSelect />
      </Form.Item>
      <NewAccountFields />
    </FormDrawer>
  );
}
