/** What the catalogue shows for the words typed and the function chosen. */
import type { ReadyKpi } from './wire';

export interface CatalogueSearch {
  q?: string | undefined;
  category?: string | undefined;
}

export interface CatalogueGroup {
  category: string;
  entries: ReadyKpi[];
}

const isAbout = (entry: ReadyKpi, asked: string) =>
  [entry.code, entry.question, entry.description, ...Object.values(entry.names)].some((text) =>
    text.toLowerCase().includes(asked),
  );

/** The entries that match, by function, in the order of the catalogue. */
export function catalogueGroups(entries: ReadyKpi[], search: CatalogueSearch): CatalogueGroup[] {
  const asked = (search.q ?? '').trim().toLowerCase();
  const groups: CatalogueGroup[] = [];
  for (const entry of entries) {
    if (search.category && entry.category !== search.category) continue;
    if (asked && !isAbout(entry, asked)) continue;
    const last = groups.at(-1);
    if (last?.category === entry.category) last.entries.push(entry);
    else groups.push({ category: entry.category, entries: [entry] });
  }
  return groups;
}

/** Why an entry cannot be copied as it is; null when it can. */
export function whyNotCopied(
  entry: Pick<ReadyKpi, 'kpi' | 'may_copy'>,
): 'mayNot' | 'exists' | null {
  if (!entry.may_copy) return 'mayNot';
  return entry.kpi ? 'exists' : null;
}
