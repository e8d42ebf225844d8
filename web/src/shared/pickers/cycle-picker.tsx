import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesQuery } from '@/shared/api/refs';
import type { Cycle } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';

/** The cycle a page is about; the choice is in its address. */
export function CyclePicker({
  cycle,
}: {
  cycle: Pick<Cycle, 'id' | 'name' | 'kind' | 'starts_on' | 'ends_on'>;
}) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const navigate = useNavigate();
  const { data: cycles = [] } = useQuery(cyclesQuery);
  const all = cycles.some((other) => other.id === cycle.id) ? cycles : [cycle, ...cycles];
  const options = [...all]
    .sort((a, b) => b.starts_on.localeCompare(a.starts_on) || a.ends_on.localeCompare(b.ends_on))
    .map((other) => ({ value: other.id, label: format.cycle(other) }));
  return (
    <Select
      variant="borderless"
      size="small"
      aria-label={t('cyclePicker.label')}
      value={cycle.id}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(id) =>
        void navigate({
          to: '.',
          search: ((before: object) => ({ ...before, cycle: id })) as never,
        })
      }
    />
  );
}
