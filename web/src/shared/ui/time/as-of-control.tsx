import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import {
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText, said } from '@/shared/api/problem-text';
import { daysBetween, shifted } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { useToday } from '../use-today';
import styles from './as-of.module.css';

const week = 7;
/** While a key is held or the thumb is dragged, only where it comes to rest is asked for. */
const restMs = 160;

interface AsOfControlProps {
  /** The chosen day; now when absent. */
  value: string | undefined;
  /** First day of what is shown. */
  from: string | undefined;
  /** Earlier days have nothing in the span that was chosen. */
  min: string | undefined;
  /** Why the server does not show that day. */
  refusal: unknown;
  /** Takes the focus when the way back to now is gone with the past. */
  sliderRef?: RefObject<HTMLInputElement | null>;
  onNow: () => void;
  onChange: (day: string | undefined) => void;
}

/** The day whose knowledge the series shows: picked, or gone through day by day and week by week. */
export function AsOfControl(props: AsOfControlProps) {
  const { value, from, min, refusal, sliderRef, onNow, onChange } = props;
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const today = useToday();
  const problemId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const day = draft ?? value ?? today;
  const picked = draft === null ? value : draft < today && draft;
  const earliest = from ?? min ?? shifted(today, -365);
  const first = day < earliest ? day : earliest;
  const last = daysBetween(first, today);
  const place = daysBetween(first, day);
  const set = (next: string) => onChange(next >= today ? undefined : next);
  const shown = value ?? today;
  useEffect(() => {
    // The draft stands until the address has it, so that the thumb does not jump back.
    if (draft === null) return;
    if (draft === shown) return setDraft(null);
    const timer = setTimeout(() => onChange(draft >= today ? undefined : draft), restMs);
    return () => clearTimeout(timer);
  }, [draft, onChange, shown, today]);
  const go = (by: number, stop: string | undefined) => {
    const next = shifted(day, by);
    setDraft(next > today ? today : stop && next < stop ? stop : next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { PageUp: week, PageDown: -week }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    go(by, first);
  };
  const step = (by: number, key: 'weekBack' | 'dayBack' | 'dayOn' | 'weekOn', sign: string) => (
    <button
      type="button"
      className={styles.step}
      aria-label={t(`asOf.${key}`)}
      title={t(`asOf.${key}`)}
      disabled={by > 0 ? day >= today : min !== undefined && day <= min}
      onClick={() => go(by, min)}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not take part in the row
    <div className={styles.control} role="group" aria-label={t('asOf.label')}>
      <span className={styles.word} aria-hidden="true">
        {t('common:asOf.label')}
      </span>
      <DatePicker
        className={styles.picker ?? ''}
        aria-label={t('asOf.day')}
        {...(refusal ? { status: 'error', 'aria-describedby': problemId } : {})}
        value={picked ? dayjs(picked) : null}
        placeholder={t('common:asOf.now')}
        maxDate={dayjs(today)}
        {...(min ? { minDate: dayjs(min) } : {})}
        // The panel opens on the server's day, not on the browser's.
        defaultPickerValue={dayjs(today)}
        showNow={false}
        onChange={(next) => (next ? set(next.format('YYYY-MM-DD')) : onChange(undefined))}
      />
      <span className={styles.stepper}>
        {step(-week, 'weekBack', '«')}
        {step(-1, 'dayBack', '‹')}
        <input
          ref={sliderRef}
          type="range"
          className={styles.slider}
          aria-label={t('asOf.slider')}
          aria-valuetext={day >= today ? t('common:asOf.now') : format.dayFull(day)}
          title={t('asOf.keys')}
          min={0}
          max={last}
          value={place}
          style={
            {
              '--known': `${last > 0 ? (Math.min(place, last) / last) * 100 : 100}%`,
            } as CSSProperties
          }
          onChange={(event) => setDraft(shifted(first, Number(event.target.value)))}
          onKeyDown={onKeyDown}
        />
        {step(1, 'dayOn', '›')}
        {step(week, 'weekOn', '»')}
      </span>
      {refusal ? <Refusal id={problemId} error={refusal} onNow={onNow} /> : null}
    </div>
  );
}

/** The server's words, what is shown instead, and the way out. */
function Refusal({ id, error, onNow }: { id: string; error: unknown; onNow: () => void }) {
  const { t } = useTranslation('kpis');
  const { t: common } = useTranslation('common');
  const problem = asProblem(error);
  const [first] = problem.errors;
  const { title, hint } = problemText(common, problem);
  return (
    <div id={id} className={styles.refusal} role="alert">
      <span>{first ? said(first.code, first.message) : (hint ?? title)}</span>
      <span>{t('asOf.shownInstead')}</span>
      <Button size="small" onClick={onNow}>
        {t('asOf.back')}
      </Button>
    </div>
  );
}
