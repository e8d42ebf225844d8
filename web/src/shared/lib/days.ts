/** Days of the calendar, "2013-10-15". Spans end on the first day after on the wire; people name the last day. */
const dayMs = 86_400_000;

function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10);
}

export const dayAfter = (day: string) => shifted(day, 1);
export const dayBefore = (day: string) => shifted(day, -1);

/** The day in the organisation at an instant. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}
