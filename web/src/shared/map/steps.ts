/** Where an arrow key leads from a card: to the highest of some, or to another of the same column. */
import type { Layout } from './layout';

const y = (places: Layout, id: string) => places[id]?.y ?? 0;

/** The highest of these that has a place. */
export function highestOf(places: Layout, ids: readonly string[]): string | undefined {
  const shown = ids.filter((id) => places[id]);
  return shown.sort((a, b) => y(places, a) - y(places, b))[0];
}

/** Up, down, first or last in the column of a card; nothing for other keys and at the ends. */
export function stepInColumn(
  id: string,
  key: string,
  places: Layout,
  columns: ReadonlyMap<string, number>,
): string | undefined {
  const column = Object.keys(places)
    .filter((other) => columns.get(other) === columns.get(id))
    .sort((a, b) => y(places, a) - y(places, b));
  const at = column.indexOf(id);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: column.length - 1 }[key];
  const found = next === undefined ? undefined : column[next];
  return found === id ? undefined : found;
}
