import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { Rich } from '@/shared/ui/rich';
import { awaitsGrade } from '../grading';

/** What the first sentence says of the grade: given, and by which measure, or still to give. */
export function GradeSentence({ overview }: { overview: ObjectiveOverview }) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const { id, grade, suggested_grade: computed } = overview.objective;
  const { space } = format;
  if (grade === null) return awaitsGrade(overview) ? t('lead.awaitsGrade') + space : null;
  const slots = {
    grade: <b>{format.number(grade, 2)}</b>,
    computed: <NumberDoor proof={{ of: 'objective', id }}>{format.number(computed, 2)}</NumberDoor>,
  };
  const text =
    grade === computed
      ? t('lead.gradedAsComputed')
      : t(computed === null ? 'lead.gradedUncomputed' : 'lead.gradedOtherwise');
  return (
    <>
      <Rich text={text} slots={slots} />
      {space}
    </>
  );
}
