import { DatePicker } from 'antd';
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
import { daysBetween, shifted } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { useToday } from '@/shared/lib/use-today';
import styles from './as-of-control.module.css';
import { AsOfRefusal } from './as-of-refusal';
import { AsOfStep } from './as-of-step';

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
  /** Days that are gone to in one step: where cycles start, the earliest first. */
  marks?: readonly string[];
  /** Why the server does not show that day. */
  refusal: unknown;
  /** Takes the focus when the way back to now is gone with the past. */
  sliderRef?: RefObject<HTMLInputElement | null>;
  onNow: () => void;
  onChange: (day: string | undefined) => void;
}

/** The day whose knowledge is shown: picked, or gone through day by day, week by week and cycle by cycle. */
export function AsOfControl(props: AsOfControlProps) {
  const { value, from, min, marks = [], refusal, sliderRef, onNow, onChange } = props;
  const { t } = useTranslation('common');
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
  const goTo = (next: string, stop: string | undefined) =>
    setDraft(next > today ? today : stop && next < stop ? stop : next);
  const before = marks.findLast((mark) => mark < day && (!min || mark >= min));
  const after = marks.find((mark) => mark > day && mark < today);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { PageUp: 1, PageDown: -1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const mark = way > 0 ? (after ?? today) : before;
    if (!event.shiftKey || marks.length === 0) goTo(shifted(day, way * week), first);
    else if (mark) goTo(mark, min);
  };
  const step = (by: number, key: 'weekBack' | 'dayBack' | 'dayOn' | 'weekOn', sign: string) => (
    <AsOfStep
      label={t(`asOf.${key}`)}
      sign={sign}
      isOff={by > 0 ? day >= today : min !== undefined && day <= min}
      onGo={() => goTo(shifted(day, by), min)}
    />
  );
  const known = `${last > 0 ? (Math.min(place, last) / last) * 100 : 100}%`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not take part in the row
    <div className={styles.control} role="group" aria-label={t('asOf.group')}>
      <span className={styles.word} aria-hidden="true">
        {t('asOf.label')}
      </span>
      <DatePicker
        className={styles.picker ?? ''}
        aria-label={t('asOf.label')}
        {...(refusal ? { status: 'error', 'aria-describedby': problemId } : {})}
        value={picked ? dayjs(picked) : null}
        placeholder={t('asOf.now')}
        maxDate={dayjs(today)}
        {...(min ? { minDate: dayjs(min) } : {})}
        // The panel opens on the server's day, not on the browser's.
        defaultPickerValue={dayjs(today)}
        showNow={false}
        onChange={(next) => (next ? set(next.format('YYYY-MM-DD')) : onChange(undefined))}
      />
      <span className={styles.stepper}>
        {marks.length > 0 ? (
          <AsOfStep
            label={t('asOf.cycleBack')}
            sign="⇤"
            isOff={!before}
            onGo={() => before && goTo(before, min)}
          />
        ) : null}
        {step(-week, 'weekBack', '«')}
        {step(-1, 'dayBack', '‹')}
        <input
          ref={sliderRef}
          type="range"
          className={styles.slider}
          aria-label={t('asOf.slider')}
          aria-valuetext={day >= today ? t('asOf.now') : format.dayFull(day)}
          title={t(marks.length > 0 ? 'asOf.keysWithCycles' : 'asOf.keys')}
          min={0}
          max={last}
          value={place}
          style={{ '--known': known } as CSSProperties}
          onChange={(event) => setDraft(shifted(first, Number(event.target.value)))}
          onKeyDown={onKeyDown}
        />
        {step(1, 'dayOn', '›')}
        {step(week, 'weekOn', '»')}
        {marks.length > 0 ? (
          <AsOfStep
            label={t('asOf.cycleOn')}
            sign="⇥"
            isOff={day >= today}
            onGo={() => goTo(after ?? today, min)}
          />
        ) : null}
      </span>
      {refusal ? <AsOfRefusal id={problemId} error={refusal} onNow={onNow} /> : null}
    </div>
  );
}
