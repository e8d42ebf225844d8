import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './confidence-input.module.css';

interface ConfidenceInputProps {
  /** 1..10; null: not said. */
  value: number | null;
  /** Of the last check-in; marked below the scale. */
  before: number | null;
  onChange: (value: number) => void;
  labelledBy: string;
}

const steps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const lowest = 1;
const highest = 10;

/** What a key does on the scale; null when it does nothing here. */
export function confidenceAfter(key: string, value: number | null): number | null {
  if (/^[1-9]$/.test(key)) return Number(key);
  switch (key) {
    case '0':
    case 'End':
      return highest;
    case 'Home':
      return lowest;
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(highest, (value ?? lowest - 1) + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(lowest, (value ?? highest + 1) - 1);
    default:
      return null;
  }
}

/** The word for a confidence, so that 7 means the same to everyone. */
export function confidenceWord(value: number): 'doubtful' | 'uncertain' | 'likely' | 'sure' {
  if (value <= 3) return 'doubtful';
  if (value <= 6) return 'uncertain';
  return value <= 8 ? 'likely' : 'sure';
}

/** Confidence 1..10: digits (0 is ten), arrows, Home and End, or a press. One tab stop. */
export function ConfidenceInput({ value, before, onChange, labelledBy }: ConfidenceInputProps) {
  const { t } = useTranslation('checkIn');
  const word = value === null ? t('confidence.none') : t(`confidence.${confidenceWord(value)}`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = confidenceAfter(event.key, value);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.scale}
      aria-labelledby={labelledBy}
      aria-valuemin={lowest}
      aria-valuemax={highest}
      aria-valuenow={value ?? lowest}
      aria-valuetext={value === null ? word : t('confidence.text', { value, word })}
      onKeyDown={onKeyDown}
    >
      <span className={styles.steps} aria-hidden="true">
        {steps.map((step) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the slider around it is what the keyboard works on
          <span
            key={step}
            className={styles.step}
            data-filled={(value !== null && step <= value) || undefined}
            data-chosen={step === value || undefined}
            data-before={step === before || undefined}
            onMouseDown={() => onChange(step)}
          >
            {step}
          </span>
        ))}
      </span>
      <span className={styles.word} aria-hidden="true">
        {word}
      </span>
    </div>
  );
}
