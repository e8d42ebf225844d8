import styles from './sparkline.module.css';
import { sparklineShape } from './sparkline-shape';

export interface SparklineProps {
  /** Oldest first; a gap in the data is a gap in the line. */
  values: (number | null)[];
  /** Where the good side begins (`higher`, `lower`) … */
  target?: number | null;
  /** … or the band to stay in (`range`). */
  band?: [number | null, number | null] | undefined;
  direction: 'higher' | 'lower' | 'range';
  /** Shared with other lines, so that they can be compared. */
  axis?: { low: number; high: number } | null | undefined;
  /** One sentence with what the line shows. */
  label: string;
  height?: number;
}

const width = 250;

/** A line with its target, without a chart library: the company page has many of them. */
export function Sparkline(props: SparklineProps) {
  const { values, target, band, direction, axis, label, height = 44 } = props;
  const shape = sparklineShape(values, { target, band, direction, axis, width, height });
  if (!shape) return <div className={styles.none} style={{ height }} />;
  return (
    <div className={styles.box} style={{ height }} role="img" aria-label={label}>
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {shape.good ? (
          <rect
            className={styles.good}
            x={0}
            width={width}
            y={shape.good.top}
            height={Math.max(0, shape.good.bottom - shape.good.top)}
          />
        ) : null}
        {shape.limits.map((y) => (
          <line key={y} className={styles.target} x1={0} x2={width} y1={y} y2={y} />
        ))}
        {shape.lines.map((points) => (
          <polyline key={points} className={styles.line} points={points} />
        ))}
      </svg>
      {/* Outside the stretched drawing, so that it stays round. */}
      <i
        className={styles.last}
        style={{ left: `${(shape.last.x / width) * 100}%`, top: shape.last.y }}
      />
    </div>
  );
}
