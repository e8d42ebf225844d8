/**
 * Numbers, dates and durations as people read them, in the language of the page. Nothing else in the application turns
 * a value into text. Percent values travel as ratios (0.846) and are multiplied here, at the edge.
 *
 * *Missing*: `null` and `undefined` give an en dash, never a zero.
 */
export type Locale = 'zh-CN' | 'en';
export type ValueFormat = 'number' | 'percent' | 'currency' | 'duration' | 'custom';

/** How a value is written: what the KPI or key result declares. */
export interface Measure {
  format: ValueFormat;
  unit?: string | null | undefined;
  decimals?: number | null | undefined;
}

type Maybe = number | null | undefined;

const nbsp = '\u00a0';
const minus = '\u2212';
export const missing = '\u2013';

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let found = numberFormats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    numberFormats.set(key, found);
  }
  return found;
}

/** English dates are "9 Oct 2013" everywhere, the day before the month. */
function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let found = dateFormats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options);
    dateFormats.set(key, found);
  }
  return found;
}

/** A true minus sign, and no "−0": a value that rounds to nothing is 0. */
function typographic(text: string): string {
  const signed = text.replace('-', minus);
  return /^\u2212[0.,]*$/.test(signed) ? signed.slice(1) : signed;
}

export function formatNumber(locale: Locale, value: Maybe, decimals = 0): string {
  if (value === null || value === undefined) return missing;
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return typographic(numberFormat(locale, options).format(value));
}

/** 12,800 → "12.8K" or "1.3万". */
export function formatCompact(locale: Locale, value: Maybe): string {
  if (value === null || value === undefined) return missing;
  const options: Intl.NumberFormatOptions = { notation: 'compact', maximumFractionDigits: 1 };
  return typographic(numberFormat(locale, options).format(value));
}

/** A ratio as percent: 0.846 → "84.6 %" with one decimal. */
export function formatPercent(locale: Locale, ratio: Maybe, decimals = 0): string {
  if (ratio === null || ratio === undefined) return missing;
  return `${formatNumber(locale, ratio * 100, decimals)}${nbsp}%`;
}

/** Unit labels that have a word of their own in Chinese; any other label is shown as it was written. */
const chineseUnits: Record<string, string> = {
  s: '秒',
  min: '分钟',
  h: '小时',
  d: '天',
  pt: '点',
  flights: '架次',
  'a day': '每天',
};

export function formatUnit(locale: Locale, unit: string | null | undefined): string {
  if (!unit) return '';
  return locale === 'zh-CN' ? (chineseUnits[unit] ?? unit) : unit;
}

/** The number and its unit apart, so that a page may set the unit smaller. */
export function formatParts(
  locale: Locale,
  value: Maybe,
  measure: Measure,
): { number: string; unit: string } {
  const decimals = measure.decimals ?? 0;
  if (value === null || value === undefined) return { number: missing, unit: '' };
  if (measure.format === 'percent') {
    return { number: formatPercent(locale, value, decimals), unit: '' };
  }
  if (measure.format === 'currency') {
    const options: Intl.NumberFormatOptions = {
      style: 'currency',
      currency: /^[A-Z]{3}$/.test(measure.unit ?? '') ? (measure.unit as string) : 'USD',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    };
    return { number: typographic(numberFormat(locale, options).format(value)), unit: '' };
  }
  const unit = formatUnit(locale, measure.unit);
  return { number: formatNumber(locale, value, decimals), unit: unit === '%' ? '' : unit };
}

/** "84.6 %", "−0.2 min", "$1,200", "924 flights". */
export function formatValue(locale: Locale, value: Maybe, measure: Measure): string {
  const { number, unit } = formatParts(locale, value, measure);
  return unit ? `${number}${nbsp}${unit}` : number;
}

/** A difference with its sign; between percents it is in points: "+3.9 pt". */
export function formatChange(locale: Locale, change: Maybe, measure: Measure): string {
  if (change === null || change === undefined) return missing;
  const decimals = measure.decimals ?? 0;
  const scaled = measure.format === 'percent' ? change * 100 : change;
  const number = formatNumber(locale, scaled, decimals);
  const sign = scaled > 0 && /[1-9]/.test(number) ? '+' : '';
  if (measure.format !== 'percent') return `${sign}${number}`;
  return `${sign}${number}${nbsp}${formatUnit(locale, 'pt')}`;
}

/** Minutes as "2 h 05 min"; under an hour "45 min". */
export function formatDuration(locale: Locale, minutes: Maybe): string {
  if (minutes === null || minutes === undefined) return missing;
  const whole = Math.round(Math.abs(minutes));
  const sign = minutes < 0 && whole > 0 ? minus : '';
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const minute = `${hours > 0 ? String(rest).padStart(2, '0') : rest}${nbsp}${formatUnit(locale, 'min')}`;
  return hours > 0
    ? `${sign}${formatNumber(locale, hours)}${nbsp}${formatUnit(locale, 'h')} ${minute}`
    : `${sign}${minute}`;
}

/** Days of the calendar have no time zone: they are read and written as UTC. */
function day(text: string): Date {
  return new Date(`${text.slice(0, 10)}T00:00:00Z`);
}

export function formatDay(locale: Locale, text: string | null | undefined): string {
  if (!text) return missing;
  return dateFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(day(text));
}

export function formatDayLong(locale: Locale, text: string | null | undefined): string {
  if (!text) return missing;
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  };
  return dateFormat(locale, options).format(day(text));
}

/** With the month's whole name, for sentences: "15 July 2013", "2013年7月15日". */
export function formatDayFull(locale: Locale, text: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  };
  return dateFormat(locale, options).format(day(text));
}

/** An instant in the organisation's time zone: "15 Oct 2013, 09:00" or "2013年10月15日 09:00". */
export function formatInstant(locale: Locale, instant: string | Date, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  };
  return dateFormat(locale, options).format(new Date(instant));
}

export function formatInstantDay(locale: Locale, instant: string | Date, timeZone: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone,
  };
  return dateFormat(locale, options).format(new Date(instant));
}

/** "3 days ago", measured against the server's clock, which in a demo is not the wall's. */
export function formatAgo(locale: Locale, instant: string, now: Date): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, 'minute');
}

const quarterWords = ['一', '二', '三', '四'];

/** The name of the span `[start, end)`: "Oct 2013", "Q4 2013", "2013 年第四季度", "14 Oct – 20 Oct". */
export function formatPeriod(locale: Locale, start: string, end: string): string {
  const from = day(start);
  const until = day(end);
  const days = Math.round((until.getTime() - from.getTime()) / 86_400_000);
  const year = from.getUTCFullYear();
  const zh = locale === 'zh-CN';
  const isFirst = from.getUTCDate() === 1 && until.getUTCDate() === 1;
  if (days === 1) return formatDayLong(locale, start);
  if (isFirst && days <= 31) {
    const options: Intl.DateTimeFormatOptions = {
      year: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    };
    return dateFormat(locale, options).format(from);
  }
  if (isFirst && days >= 90 && days <= 92 && from.getUTCMonth() % 3 === 0) {
    const quarter = from.getUTCMonth() / 3;
    return zh ? `${year} 年第${quarterWords[quarter]}季度` : `Q${quarter + 1} ${year}`;
  }
  if (isFirst && days >= 181 && days <= 184 && from.getUTCMonth() % 6 === 0) {
    const half = from.getUTCMonth() / 6;
    return zh ? `${year} 年${half === 0 ? '上' : '下'}半年` : `H${half + 1} ${year}`;
  }
  if (isFirst && days >= 365 && from.getUTCMonth() === 0) return zh ? `${year} 年` : `${year}`;
  const last = new Date(until.getTime() - 86_400_000).toISOString();
  return `${formatDay(locale, start)} ${missing} ${formatDay(locale, last)}`;
}

/** The month's own name, for sentences: "July", "7月". */
export function formatMonth(locale: Locale, start: string): string {
  return dateFormat(locale, { month: 'long', timeZone: 'UTC' }).format(day(start));
}

/** The label of a cycle: its span when that has a name of its own, else the name someone gave it. */
export function formatCycle(
  locale: Locale,
  cycle: { name: string; kind: string; starts_on: string; ends_on: string },
): string {
  const named = ['annual', 'half', 'quarter', 'month'].includes(cycle.kind);
  if (!named) return cycle.name;
  const label = formatPeriod(locale, cycle.starts_on, cycle.ends_on);
  return label.includes(missing) ? cycle.name : label;
}

/** The letters of an avatar: "L. Chen" → "LC", "陈立" → "陈". */
export function initials(name: string): string {
  const trimmed = name.trim();
  if (/[\u3400-\u9fff]/.test(trimmed)) return trimmed.slice(0, 1);
  const words = trimmed.split(/[\s.]+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}
