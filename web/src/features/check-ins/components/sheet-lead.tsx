import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { SheetRow } from '../api';

interface SheetLeadProps {
  rows: SheetRow[];
  overdue: Map<string, number>;
}

/** How many are due, and since when. */
export function SheetLead({ rows, overdue }: SheetLeadProps) {
  const { t } = useTranslation('check-ins');
  const { space } = useFormat();
  if (rows.length === 0) return null;
  const due = rows.filter((row) => row.is_due);
  const longest = Math.max(0, ...due.map((row) => overdue.get(row.key_result.id) ?? 0));
  const parts =
    due.length === 0
      ? [t('lead.none', { count: rows.length })]
      : [
          t('lead.due', { count: due.length, total: rows.length }),
          longest > 0 ? t('lead.longest', { count: longest }) : '',
        ];
  return <Sentence>{parts.filter(Boolean).join(space)}</Sentence>;
}
