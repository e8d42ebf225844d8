import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResult } from '@/shared/api/types';
import { useKeyResultWords } from '@/shared/goals/use-key-result-words';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { ValueInput } from '@/shared/ui/form/value-input';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { NumberDoor } from '@/shared/ui/number-door';
import styles from './check-in-fields.module.css';
import { type Draft, isMeasured } from './draft';

interface ValueFieldProps {
  id: string;
  keyResult: KeyResult;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** The value: asked for, ticked, or fixed where a KPI or milestones give it. */
export function ValueField({ id, keyResult, draft, onChange }: ValueFieldProps) {
  const { t } = useTranslation('checkIn');
  if (isMeasured(keyResult)) return <FixedValue keyResult={keyResult} />;
  if (keyResult.kind === 'yes_no') {
    return (
      <>
        <span className={styles.label}>{t('field.value')}</span>
        <span className={styles.check}>
          <Checkbox
            id={id}
            checked={draft.value === 1}
            onChange={(event) => onChange({ value: event.target.checked ? 1 : 0 })}
          >
            {t('done')}
          </Checkbox>
        </span>
      </>
    );
  }
  return (
    <>
      <label htmlFor={id}>{t('field.value')}</label>
      <ValueInput
        id={id}
        format={keyResult.format}
        unit={keyResult.unit}
        value={draft.value}
        onChange={(value) => onChange({ value })}
      />
    </>
  );
}

function FixedValue({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useTranslation('checkIn');
  const words = useKeyResultWords();
  const link = keyResult.links.find((other) => other.role === 'measures');
  return (
    <>
      <span className={styles.label}>{t('field.value')}</span>
      <span className={styles.fixed}>
        {link ? <KpiRoleMark of="measures" /> : null}
        <NumberDoor proof={{ of: 'key_result', id: keyResult.id, part: 'value' }} look="strong">
          {words.current(keyResult)}
        </NumberDoor>
        {link ? (
          <small className={styles.measuredBy}>
            <AppLink href={kpiPath(link.kpi.code, link.org_unit?.id)}>{link.kpi.name}</AppLink>
          </small>
        ) : null}
      </span>
    </>
  );
}
