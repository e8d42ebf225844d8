import styles from './as-of-control.module.css';

interface AsOfStepProps {
  label: string;
  sign: string;
  isOff: boolean;
  onGo: () => void;
}

/** One step through the days. */
export function AsOfStep({ label, sign, isOff, onGo }: AsOfStepProps) {
  return (
    <button
      type="button"
      className={styles.step}
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onGo}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
