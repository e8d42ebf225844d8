/**
 * Numbers as people type them into a cell. A percentage is typed as it is said, 84.5 or 84.5 %, and travels as 0.845.
 * What could be two numbers (1,234) is not guessed.
 */
export type Typed =
  | { kind: 'empty' }
  | { kind: 'number'; value: number }
  | { kind: 'wrong'; code: 'notNumber' | 'twoNumbers' | 'noPercent' };

const digitsMax = 40;

/** Full-width characters, odd minus signs and blanks made plain. */
function plain(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .replace(/[\u00a0\u202f\u2009\u3000]/g, ' ')
    .trim();
}

/** The number as a machine writes it when this mark stands before decimals; null when it is none. */
function under(core: string, decimal: '.' | ','): string | null {
  const thousands = decimal === '.' ? ',' : '.';
  const parts = core.split(decimal);
  const [whole = '', fraction] = parts;
  if (parts.length > 2 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  const mark = [thousands, ' ', "'"].find((one) => whole.includes(one));
  const groups = mark ? whole.split(mark) : [whole];
  const isGrouped =
    groups.length > 1 &&
    /^[1-9]\d{0,2}$/.test(groups[0] ?? '') &&
    groups.slice(1).every((group) => /^\d{3}$/.test(group));
  if (groups.length > 1 && !isGrouped) return null;
  const digits = groups.join('');
  if (!/^\d*$/.test(digits) || (digits === '' && fraction === undefined)) return null;
  return `${digits || '0'}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** What was typed, where the KPI is a percentage or not. */
export function typedNumber(text: string, isPercent: boolean): Typed {
  let core = plain(text);
  if (core === '') return { kind: 'empty' };
  if (core.length > digitsMax) return { kind: 'wrong', code: 'notNumber' };
  const hasSign = core.endsWith('%');
  if (hasSign && !isPercent) return { kind: 'wrong', code: 'noPercent' };
  if (hasSign) core = core.slice(0, -1).trim();
  const isNegative = /^\(.*\)$/.test(core) || core.startsWith('-');
  core = core
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^[-+]/, '')
    .trim();
  const [point, comma] = [under(core, '.'), under(core, ',')];
  const digits = point ?? comma;
  if (digits === null) return { kind: 'wrong', code: 'notNumber' };
  // A point alone is how the page itself writes decimals; only a comma may mean thousands here.
  if (point !== null && comma !== null && point !== comma && core.includes(',')) {
    return { kind: 'wrong', code: 'twoNumbers' };
  }
  const value = Number(core.includes(',') ? digits : (under(core, '.') ?? digits));
  return { kind: 'number', value: scaled(digits, value, isPercent) * (isNegative ? -1 : 1) };
}

/** Shifting the text is exact where dividing by a hundred may be one digit off. */
function scaled(digits: string, value: number, isPercent: boolean): number {
  return isPercent ? Number(`${digits}e-2`) : value;
}
