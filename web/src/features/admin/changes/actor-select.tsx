import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountQuery, type User } from '../people/api';
import { actorsQuery } from './api';

interface ActorSelectProps {
  value: string | null;
  onChange: (value: string | null) => void;
}

const shown = (user: User) => ({ value: user.id, label: user.person?.name ?? user.email });

/** The account that did it; found by its address. */
export function ActorSelect({ value, onChange }: ActorSelectProps) {
  const { t } = useTranslation('admin');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim()) || undefined;
  const { data } = useQuery({ ...actorsQuery(q), placeholderData: keepPreviousData });
  const found = data?.items ?? [];
  const isMissing = value !== null && !found.some((user) => user.id === value);
  const { data: chosen } = useQuery({ ...accountQuery(value ?? ''), enabled: isMissing });
  return (
    <Select
      allowClear={true}
      showSearch={{ filterOption: false, onSearch: setText }}
      popupMatchSelectWidth={false}
      aria-label={t('changes.anyone')}
      placeholder={t('changes.anyone')}
      value={value}
      options={[...(isMissing && chosen ? [chosen] : []), ...found].map(shown)}
      onChange={(next) => onChange(next ?? null)}
    />
  );
}
