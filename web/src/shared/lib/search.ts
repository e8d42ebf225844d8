/** Reads search parameters into types: what is not understood is left out. */
type Search = Record<string, unknown>;

export function text(search: Search, key: string): string | undefined {
  const value = search[key];
  if (Array.isArray(value)) return value.join(',');
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** A comma list of known words. */
export function words<W extends string>(
  search: Search,
  key: string,
  known: readonly W[],
): W[] | undefined {
  const found = (text(search, key) ?? '').split(',').filter((word): word is W => {
    return known.includes(word as W);
  });
  return found.length > 0 ? found : undefined;
}

export function word<W extends string>(
  search: Search,
  key: string,
  known: readonly W[],
): W | undefined {
  return words(search, key, known)?.[0];
}
