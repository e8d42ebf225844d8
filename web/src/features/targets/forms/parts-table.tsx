import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { ValueInput } from '@/shared/ui/form/value-input';
import { type Choice, marksOf, partKey } from '../division';
import type { KpiRef, Mark, TargetDivision, TargetPart } from '../wire';
import { CheckNote } from './check-note';
import styles from './parts.module.css';

interface PartsTableProps {
  kpi: KpiRef;
  division: TargetDivision;
  choice: Choice;
  /** The numbers are those of the choice before. */
  isWaiting: boolean;
  onChange: (change: Partial<Choice>) => void;
}

/** The parts that a target would be divided into, beside what they came to a year before. */
export function PartsTable({ kpi, division, choice, isWaiting, onChange }: PartsTableProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const marks = marksOf(division.target);
  const isByHand = choice.method === 'by_hand';
  const name = (part: TargetPart) =>
    part.period
      ? format.period(part.starts_on, part.ends_on)
      : ((part.person ?? part.unit)?.name ?? '');
  const input = (part: TargetPart, mark: Mark) => {
    const key = partKey(part);
    const values = choice.byHand[key] ?? part.values;
    return (
      <ValueInput
        label={`${name(part)} · ${t(`mark.${mark}`)}`}
        value={values[mark]}
        format={kpi.format}
        onChange={(value) =>
          onChange({ byHand: { ...choice.byHand, [key]: { ...values, [mark]: value } } })
        }
      />
    );
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section className={styles.partsScroll} tabIndex={0} aria-label={t('divide.parts')}>
        <table
          className={`${styles.parts} ${isWaiting ? styles.waiting : ''}`}
          aria-busy={isWaiting}
        >
          <thead>
            <tr>
              <th scope="col">{t(division.parts[0]?.period ? 'divide.period' : 'grid.unit')}</th>
              <th scope="col" data-align="end">
                {t('divide.yearBefore')}
              </th>
              {choice.method === 'shares' ? (
                <th scope="col" data-align="end">
                  {t('divide.share')}
                </th>
              ) : null}
              {marks.map((mark) => (
                <th key={mark} scope="col" data-align="end">
                  {t(`mark.${mark}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {division.parts.map((part) => (
              <tr key={partKey(part)}>
                <th scope="row">{name(part)}</th>
                <td data-align="end">{format.value(part.year_before, kpi)}</td>
                {choice.method === 'shares' ? (
                  <td data-align="end">
                    <InputNumber
                      min={0}
                      aria-label={`${t('divide.share')} · ${name(part)}`}
                      value={choice.shares[partKey(part)] ?? null}
                      onChange={(share) =>
                        onChange({ shares: { ...choice.shares, [partKey(part)]: share } })
                      }
                    />
                  </td>
                ) : null}
                {marks.map((mark) => (
                  <td key={mark} data-align="end">
                    {isByHand ? input(part, mark) : format.value(part.values[mark], kpi)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {isWaiting ? null : <CheckNote kpi={kpi} division={division} />}
    </>
  );
}
