import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResult, OverrideStatus } from '@/shared/api/types';
import { StatusTag } from '@/shared/ui/status-tag';

interface JudgementSelectProps {
  id: string;
  keyResult: KeyResult;
  value: OverrideStatus | null;
  onChange: (status: OverrideStatus | null) => void;
}

const choices: OverrideStatus[] = ['on_track', 'at_risk', 'off_track'];

/** The owner's own judgement over the arithmetic's; the note then says why. */
export function JudgementSelect({ id, value, onChange }: JudgementSelectProps) {
  const { t } = useTranslation('checkIn');
  return (
    <Select<OverrideStatus | 'none'>
      id={id}
      value={value ?? 'none'}
      options={[
        { value: 'none', label: t('judgement.none') },
        ...choices.map((status) => ({ value: status, label: <StatusTag status={status} /> })),
      ]}
      onChange={(next) => onChange(next === 'none' ? null : next)}
    />
  );
}
