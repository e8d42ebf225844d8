/**
 * Filters in the address as people would write them: `?status=at_risk,off_track`, not JSON. Every value is text; a
 * route's `validateSearch` gives it its type, with the helpers of `shared/lib/search.ts`.
 */
export function parseSearch(text: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text) out.set(key, text);
  }
  const text = out.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}
