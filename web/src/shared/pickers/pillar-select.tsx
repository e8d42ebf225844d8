import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { pillarsQuery } from '@/shared/api/refs';

interface PillarSelectProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  placeholder?: string;
}

export function PillarSelect({ id, value, onChange, placeholder }: PillarSelectProps) {
  const { t } = useTranslation('common');
  const { data = [] } = useQuery(pillarsQuery);
  return (
    <Select
      {...(id ? { id } : { 'aria-label': placeholder ?? t('picker.pillar') })}
      allowClear={true}
      value={value ?? null}
      options={data.map((pillar) => ({ value: pillar.id, label: pillar.name }))}
      placeholder={placeholder ?? t('picker.pillar')}
      onChange={(next) => onChange?.(next ?? null)}
    />
  );
}
