import type { KpiRef } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import styles from './kpis.module.css';

/** A difference with its sign, coloured by whether it is better; the sign says it without the colour. */
export function ChangeFigure({ kpi, change }: { kpi: KpiRef; change: number | null }) {
  const format = useFormat();
  if (change === null) return null;
  const isBetter = kpi.direction === 'lower' ? change < 0 : change > 0;
  const text = format.change(change, kpi);
  // What rounds to nothing is neither better nor worse.
  const isPlain = kpi.direction === 'range' || !/[1-9]/.test(text);
  return (
    <span className={styles.change} data-tone={isPlain ? undefined : isBetter ? 'better' : 'worse'}>
      {text}
    </span>
  );
}
