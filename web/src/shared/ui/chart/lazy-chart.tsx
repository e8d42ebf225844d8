import { lazy, Suspense } from 'react';
import { Bone } from '../skeletons';
import type { ChartProps } from './chart';

const Chart = lazy(() => import('./chart').then((module) => ({ default: module.Chart })));

/** A chart whose library comes when the first one is shown. */
export function LazyChart(props: ChartProps) {
  return (
    <Suspense fallback={<Bone height={props.height ?? 300} />}>
      <Chart {...props} />
    </Suspense>
  );
}
