import type { TargetValues } from './wire';

/** The number that stands for a target where there is room for one. */
export function mainMark(values: TargetValues | null): number | null {
  return values?.target ?? values?.stretch ?? values?.floor ?? values?.range_high ?? null;
}
