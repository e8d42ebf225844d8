import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { type Person, type PersonValues, refreshPeople, updatePerson } from './api';
import { PersonFields } from './person-fields';

interface EditPersonDrawerProps {
  person: Person;
  onClose: () => void;
}

export function EditPersonDrawer({ person, onClose }: EditPersonDrawerProps) {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const form = useServerForm<PersonValues, Person>({
    save: (values) =>
      updatePerson(person, {
        ...values,
        email: values.email || null,
        code: values.code || null,
      }),
    onSaved: async () => {
      await refreshPeople(client);
      onClose();
    },
  });
  return (
    <FormDrawer<PersonValues>
      title={t('people.edit', { name: person.name })}
      form={form}
      onClose={onClose}
      onReload={() => void refreshPeople(client).then(onClose)}
      initialValues={{
        name: person.name,
        title: person.title,
        email: person.email,
        code: person.code,
      }}
    >
      <PersonFields />
    </FormDrawer>
  );
}
