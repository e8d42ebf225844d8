import { useTranslation } from 'react-i18next';
import { peopleSearchQuery } from '@/shared/api/refs';
import type { PersonRef } from '@/shared/api/types';
import { SearchSelect } from './search-select';

interface PickerProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  initial?: PersonRef | null | undefined;
}

export function PersonSelect(props: PickerProps) {
  const { t } = useTranslation('common');
  return (
    <SearchSelect<PersonRef>
      {...props}
      query={peopleSearchQuery}
      label={(person) => person.name}
      placeholder={t('picker.person')}
    />
  );
}
