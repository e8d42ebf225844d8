import { useTranslation } from 'react-i18next';
import type { Status } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import styles from './dial.module.css';

/** Below this size the rings are drawn thicker, so that the dial stays legible in a list. */
const smallSize = 22;

interface DialProps {
  /** Inner arc, 0..1; unknown is drawn as an empty dashed ring. */
  progress: number | null;
  /** Outer arc: share of the cycle that is gone. */
  elapsed: number | null;
  /** Needle: where the forecast says it will end. Only drawn when there is one. */
  forecast?: number | null;
  status: Status | 'accent';
  size?: number;
  /** Set when the same facts stand beside the dial in words. */
  isDecorative?: boolean;
}

function Arc({ radius, share, className }: { radius: number; share: number; className?: string }) {
  const clamped = Math.min(1, Math.max(0, share));
  if (clamped === 0) return null;
  return (
    <circle
      r={radius}
      className={className}
      pathLength={1}
      strokeDasharray={`${clamped} 1`}
      transform="rotate(-90)"
    />
  );
}

export function Dial({ progress, elapsed, forecast, status, size = 30, isDecorative }: DialProps) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const isSmall = size <= smallSize;
  const label = t('dial.label', {
    progress: format.percent(progress),
    elapsed: format.percent(elapsed),
  });
  const name = isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  const needle = forecast === null || forecast === undefined ? null : forecast * 360 - 90;
  return (
    <svg
      {...name}
      className={styles.dial}
      width={size}
      height={size}
      viewBox="-16 -16 32 32"
      data-status={status}
      data-small={isSmall || undefined}
    >
      <circle r={14.4} className={styles.time} />
      <Arc radius={14.4} share={elapsed ?? 0} className={styles.elapsed} />
      <circle
        r={isSmall ? 8.8 : 9.8}
        className={styles.track}
        strokeDasharray={progress === null ? '2.2 2.2' : undefined}
      />
      <Arc radius={isSmall ? 8.8 : 9.8} share={progress ?? 0} className={styles.progress} />
      {needle === null ? null : (
        <line x1={3} x2={12.4} className={styles.needle} transform={`rotate(${needle})`} />
      )}
    </svg>
  );
}

/** The same dial as the mark of the product. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <Dial
      size={size}
      progress={0.62}
      elapsed={0.2}
      forecast={0.86}
      status="accent"
      isDecorative={true}
    />
  );
}
