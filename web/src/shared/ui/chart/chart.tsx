import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import styles from './chart.module.css';
import { createChart, type Chart as EChart } from './echarts';

export interface ChartProps {
  option: EChartsCoreOption;
  /** One sentence with what the chart shows. */
  label: string;
  height?: number;
  /** A press anywhere in the plot, as the index on the category axis. */
  onPick?: (index: number) => void;
}

/** A chart on a canvas. Load it with `LazyChart`; the data stands in a table beside it. */
export function Chart({ option, label, height = 300, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChart | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    if (!box.current) return;
    const made = createChart(box.current);
    chart.current = made;
    made.getZr().on('click', ({ offsetX, offsetY }) => {
      const at: [number, number] = [offsetX, offsetY];
      if (!made.containPixel('grid', at)) return;
      const [index] = made.convertFromPixel('grid', at) as [number, number];
      pick.current?.(Math.round(index));
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const animation = !isStill && option.animation !== false;
    chart.current?.setOption({ animationDuration: 260, ...option, animation }, { notMerge: true });
  }, [option]);

  return (
    <div ref={box} className={styles.chart} role="img" aria-label={label} style={{ height }} />
  );
}
