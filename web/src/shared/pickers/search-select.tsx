import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchSelectProps<T extends { id: string }> {
  /** What the server finds for the text that was typed. */
  // biome-ignore lint/suspicious/noExplicitAny: the page type behind `select` differs from endpoint to endpoint
  query: (text: string) => UseQueryOptions<any, Error, T[], any>;
  label: (item: T) => string;
  placeholder: string;
  /** Given by the form. */
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  /** The chosen one, so that it has a name before anything is found. */
  initial?: { id: string; name: string } | null | undefined;
  onPick?: (item: T | undefined) => void;
  isClearable?: boolean;
}

/** A choice from a list that may be long: the server searches. */
export function SearchSelect<T extends { id: string }>(props: SearchSelectProps<T>) {
  const { query, label, placeholder, id, value, onChange, initial, onPick, isClearable } = props;
  const { t } = useTranslation('common');
  const [text, setText] = useState('');
  const { data = [], isFetching } = useQuery(query(useDeferredValue(text)));
  const found = data.map((item) => ({ value: item.id, label: label(item) }));
  const isMissing = initial && !text && !found.some((option) => option.value === initial.id);
  const options = isMissing ? [{ value: initial.id, label: initial.name }, ...found] : found;
  return (
    <Select
      {...(id ? { id } : { 'aria-label': placeholder })}
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear={isClearable ?? true}
      value={value ?? null}
      options={options}
      placeholder={placeholder}
      loading={isFetching}
      notFoundContent={t('picker.none')}
      onChange={(next) => {
        onChange?.(next ?? null);
        onPick?.(data.find((item) => item.id === next));
      }}
    />
  );
}
