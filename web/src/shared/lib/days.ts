/** Days of the calendar, "2013-10-15". Spans end on the first day after on the wire; people name the last day. */
const dayMs = 86_400_000;

const start = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The day that is so many days later, or earlier when it is less than none. */
export function shifted(day: string, by: number): string {
  return new Date(start(day) + by * dayMs).toISOString().slice(0, 10);
}

export const dayAfter = (day: string) => shifted(day, 1);
export const dayBefore = (day: string) => shifted(day, -1);

/** How many days lie between; less than none when the second is the earlier one. */
export const daysBetween = (from: string, to: string) =>
  Math.round((start(to) - start(from)) / dayMs);

/** Whether a text is a day that there is: not 31 February. */
export const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(start(text)) && shifted(text, 0) === text;

/** The day in the organisation at an instant. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}
