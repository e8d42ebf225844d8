/** The functions of `format.ts` bound to the language of the page and the time zone of the organisation. */
import { useMemo } from 'react';
import { serverNow, useClockStore } from './clock';
import * as f from './format';
import { usePreferences } from './preferences';

export function useFormat() {
  const locale = usePreferences((state) => state.locale);
  const timeZone = useClockStore((state) => state.timeZone);
  return useMemo(
    () => ({
      locale,
      timeZone,
      /** What stands between two sentences. */
      space: locale === 'zh-CN' ? '' : ' ',
      number: (value: number | null | undefined, decimals?: number) =>
        f.formatNumber(locale, value, decimals),
      compact: (value: number | null | undefined) => f.formatCompact(locale, value),
      percent: (value: number | null | undefined, decimals?: number) =>
        f.formatPercent(locale, value, decimals),
      value: (value: number | null | undefined, measure: f.Measure) =>
        f.formatValue(locale, value, measure),
      parts: (value: number | null | undefined, measure: f.Measure) =>
        f.formatParts(locale, value, measure),
      change: (value: number | null | undefined, measure: f.Measure) =>
        f.formatChange(locale, value, measure),
      duration: (minutes: number | null | undefined) => f.formatDuration(locale, minutes),
      unit: (unit: string | null | undefined) => f.formatUnit(locale, unit),
      day: (day: string | null | undefined) => f.formatDay(locale, day),
      dayLong: (day: string | null | undefined) => f.formatDayLong(locale, day),
      dayFull: (day: string) => f.formatDayFull(locale, day),
      instant: (instant: string | Date) => f.formatInstant(locale, instant, timeZone),
      instantDay: (instant: string | Date) => f.formatInstantDay(locale, instant, timeZone),
      ago: (instant: string) => f.formatAgo(locale, instant, serverNow()),
      month: (start: string) => f.formatMonth(locale, start),
      period: (start: string, end: string) => f.formatPeriod(locale, start, end),
      cycle: (cycle: Parameters<typeof f.formatCycle>[1]) => f.formatCycle(locale, cycle),
    }),
    [locale, timeZone],
  );
}
