import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '@/shared/lib/preferences';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import {
  type AccountValues,
  type IssuedLink,
  inviteUser,
  type Person,
  refreshPeople,
  type User,
  updateUser,
} from './api';
import { RoleField } from './role-field';

interface AccountDrawerProps {
  person: Person | null;
  /** Absent: a new one for the person. */
  user: User | null;
  onClose: () => void;
  onInvited: (link: IssuedLink) => void;
}

/** The address an account signs in with, and its roles. */
export function AccountDrawer({ person, user, onClose, onInvited }: AccountDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const locale = usePreferences((state) => state.locale);
  const form = useServerForm<AccountValues, IssuedLink | null>({
    save: async (values) => {
      if (user) {
        await updateUser(user, { email: values.email ?? '', roles: values.roles });
        return null;
      }
      const { invitation } = await inviteUser(person?.id ?? '', values, locale);
      return invitation;
    },
    onSaved: async (link) => {
      await refreshPeople(client);
      onClose();
      if (link) onInvited(link);
    },
  });
  return (
    <FormDrawer<AccountValues>
      title={t(user ? 'account.edit' : 'account.create')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshPeople(client).then(onClose)}
      saveLabel={t(user ? 'common:action.save' : 'account.invite')}
      initialValues={{
        email: user?.email ?? person?.email ?? null,
        roles: user?.roles ?? ['member'],
      }}
    >
      <Form.Item
        name="email"
        label={t('account.email')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <RoleField />
    </FormDrawer>
  );
}
