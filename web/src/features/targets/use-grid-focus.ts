import { type KeyboardEvent, useState } from 'react';

interface Place {
  row: number;
  column: number;
}

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where a key leads in a grid; null for keys that lead nowhere. */
export function moved(key: string, from: Place, rows: number, columns: number): Place | null {
  if (key === 'Home') return { ...from, column: 0 };
  if (key === 'End') return { ...from, column: columns - 1 };
  const step = steps[key];
  if (!step) return null;
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  return {
    row: within(from.row + step[0], rows),
    column: within(from.column + step[1], columns),
  };
}

/** One cell of a grid is in the order of the Tab key; the arrows go to the others. */
export function useGridFocus(rows: number, columns: number) {
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const placeOf = (target: EventTarget): Place | null => {
    const cell = (target as HTMLElement).closest<HTMLElement>('[data-place]');
    const [row, column] = cell?.dataset.place?.split(':').map(Number) ?? [];
    return row === undefined || column === undefined ? null : { row, column };
  };
  return {
    of: (row: number, column: number) => ({
      'data-place': `${row}:${column}`,
      tabIndex: row === at.row && column === at.column ? 0 : -1,
      onFocus: () => setAt({ row, column }),
    }),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const from = placeOf(event.target);
      if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
      const to = moved(event.key, from, rows, columns);
      if (!to) return;
      event.preventDefault();
      const place = `[data-place="${to.row}:${to.column}"]`;
      event.currentTarget.querySelector<HTMLElement>(place)?.focus();
    },
  };
}
