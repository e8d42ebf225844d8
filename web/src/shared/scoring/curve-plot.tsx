import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pointDecimals } from '@/shared/lib/points';
import { useFormat } from '@/shared/lib/use-format';
import { frame, lineOf, plotOf } from './plot';
import styles from './scoring.module.css';
import type { Kpi, ScoringPoint, ScoringPreview } from './wire';

interface CurvePlotProps {
  kpi: Kpi;
  preview: ScoringPreview;
  /** The value that is shown on the curve, and what the server says that it scores. */
  value: number | null;
  /** Points that can be moved. */
  handles?: ScoringPoint[] | undefined;
  onMove?: (at: number, to: ScoringPoint) => void;
}

/** The curve over its lights, the current value on it, and handles where points are the user's. */
export function CurvePlot({ kpi, preview, value, handles = [], onMove }: CurvePlotProps) {
  const { t } = useTranslation('scoring');
  const format = useFormat();
  const drawing = useRef<SVGSVGElement>(null);
  const plot = plotOf(preview.curve, [value, ...handles.map((handle) => handle.value)]);
  const score = preview.scores[0];
  const places = { left: frame.left, right: frame.width - frame.right };
  const ends = (from: number | null, to: number | null) => {
    const start = from === null ? places.left : Math.max(places.left, plot.x(from));
    const end = to === null ? places.right : Math.min(places.right, plot.x(to));
    return { x: start, width: Math.max(0, end - start) };
  };
  const drag = (event: PointerEvent<SVGCircleElement>, at: number) => {
    const box = drawing.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const x = ((event.clientX - box.left) / box.width) * frame.width;
    const y = ((event.clientY - box.top) / box.height) * frame.height;
    onMove?.(at, { value: plot.valueAt(x), points: plot.pointsAt(y) });
  };
  const nudge = (event: KeyboardEvent, at: number, handle: ScoringPoint) => {
    const step = (plot.high - plot.low) / 100;
    const steps: Record<string, ScoringPoint> = {
      ArrowLeft: { ...handle, value: handle.value - step },
      ArrowRight: { ...handle, value: handle.value + step },
      ArrowUp: { ...handle, points: handle.points + 1 },
      ArrowDown: { ...handle, points: handle.points - 1 },
    };
    const to = steps[event.key];
    if (!to) return;
    event.preventDefault();
    onMove?.(at, to);
  };
  const sentence =
    value !== null && score
      ? t('plot.scores', {
          value: format.value(value, kpi),
          points: format.number(score.points, pointDecimals(score.points)),
        })
      : t('plot.noValue');
  return (
    <figure className={styles.figure}>
      <svg
        ref={drawing}
        className={styles.plot}
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role={handles.length > 0 ? 'group' : 'img'}
        aria-label={sentence}
      >
        {preview.lights.map((stretch) => (
          <rect
            key={`${stretch.light}${stretch.from}`}
            className={styles.light}
            data-light={stretch.light}
            y={frame.top}
            height={frame.height - frame.top - frame.bottom}
            {...ends(stretch.from, stretch.to)}
          />
        ))}
        {[0, 60, 100].map((points) => (
          <g key={points}>
            <line
              className={styles.rule}
              x1={places.left}
              x2={places.right}
              y1={plot.y(points)}
              y2={plot.y(points)}
            />
            <text
              className={styles.tick}
              x={places.left - 6}
              y={plot.y(points) + 4}
              textAnchor="end"
            >
              {points}
            </text>
          </g>
        ))}
        {[...new Set(preview.curve.map((point) => point.value))].map((at) => (
          <text
            key={at}
            className={styles.tick}
            x={plot.x(at)}
            y={frame.height - 8}
            textAnchor="middle"
          >
            {format.parts(at, kpi).number}
          </text>
        ))}
        <polyline className={styles.curve} points={lineOf(plot, preview.curve)} />
        {value !== null && score ? (
          <g>
            <line
              className={styles.here}
              x1={plot.x(value)}
              x2={plot.x(value)}
              y1={plot.y(score.points)}
              y2={frame.height - frame.bottom}
            />
            <circle className={styles.now} cx={plot.x(value)} cy={plot.y(score.points)} r={5} />
          </g>
        ) : null}
        {handles.map((handle, at) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a handle of two axes has no role of its own; the table beside it is the form
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place
            key={at}
            className={styles.handle}
            cx={plot.x(handle.value)}
            cy={plot.y(handle.points)}
            r={7}
            tabIndex={0}
            aria-label={t('plot.handle', {
              value: format.value(handle.value, kpi),
              points: format.number(handle.points),
            })}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => drag(event, at)}
            onKeyDown={(event) => nudge(event, at, handle)}
          />
        ))}
      </svg>
      <figcaption className={styles.caption}>{sentence}</figcaption>
    </figure>
  );
}
