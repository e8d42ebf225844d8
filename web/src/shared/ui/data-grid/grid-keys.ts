import type { ReactTable, RowData } from '@tanstack/react-table';
import type { KeyboardEvent } from 'react';
import type { GridFeatures } from './features';

interface GridKeys<T extends RowData> {
  table: ReactTable<GridFeatures, T>;
  /** Rows that fit into the view: the stride of PageUp and PageDown. */
  pageRows: number;
  onOpen: ((row: T) => void) | undefined;
  /** Called after the focused cell moved. */
  onMoved: () => void;
}

const directions = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  k: 'up',
  j: 'down',
} as const;

/** The keys of a treegrid: arrows, ranges with Shift, Alt+arrows for the tree, Ctrl+C, Enter. */
export function handleGridKey<T extends RowData>(event: KeyboardEvent, grid: GridKeys<T>): void {
  const { table } = grid;
  const cell = table.getFocusedCell();
  if (!cell || (event.target as HTMLElement).closest('input, textarea')) return;
  if (move(event, grid)) {
    event.preventDefault();
    event.stopPropagation();
    grid.onMoved();
    return;
  }
  if (event.key === 'Enter') {
    const inner = (event.target as HTMLElement).querySelector<HTMLElement>('a, button');
    if (
      event.target === event.currentTarget ||
      !(event.target as HTMLElement).matches('a, button')
    ) {
      event.preventDefault();
      if (inner) inner.click();
      else grid.onOpen?.(cell.row.original);
    }
  } else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void navigator.clipboard.writeText(selectionAsTsv(table));
  } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    table.selectAllCells();
  }
}

function move<T extends RowData>(event: KeyboardEvent, { table, pageRows }: GridKeys<T>): boolean {
  const cell = table.getFocusedCell();
  if (!cell) return false;
  if (event.altKey) {
    if (event.key === 'ArrowRight' && cell.row.getCanExpand()) cell.row.toggleExpanded(true);
    else if (event.key === 'ArrowLeft' && cell.row.getCanExpand()) cell.row.toggleExpanded(false);
    else return false;
    return true;
  }
  const hasModifier = event.ctrlKey || event.metaKey;
  const direction = directions[event.key as keyof typeof directions];
  if (direction && !hasModifier) {
    if (event.shiftKey) table.extendCellSelection(direction);
    else table.moveCellSelection(direction);
    return true;
  }
  const rows = table.getRowModel().rows;
  const columns = table.getAllLeafColumns();
  const row = rows.findIndex((other) => other.id === cell.row.id);
  const column = columns.findIndex((other) => other.id === cell.column.id);
  const target = jump(
    event.key,
    hasModifier,
    { row, column, pageRows },
    rows.length,
    columns.length,
  );
  if (!target) return false;
  const toRow = rows[target.row];
  const toColumn = columns[target.column];
  if (toRow && toColumn) table.setFocusedCell(toRow.id, toColumn.id);
  return true;
}

function jump(
  key: string,
  hasModifier: boolean,
  from: { row: number; column: number; pageRows: number },
  rows: number,
  columns: number,
): { row: number; column: number } | null {
  switch (key) {
    case 'Home':
      return { row: hasModifier ? 0 : from.row, column: 0 };
    case 'End':
      return { row: hasModifier ? rows - 1 : from.row, column: columns - 1 };
    case 'PageUp':
      return { row: Math.max(0, from.row - from.pageRows), column: from.column };
    case 'PageDown':
      return { row: Math.min(rows - 1, from.row + from.pageRows), column: from.column };
    default:
      return null;
  }
}

/** The selected cells as tab-separated lines, as spreadsheets read them. */
export function selectionAsTsv<T extends RowData>(table: ReactTable<GridFeatures, T>): string {
  const rows = table.getRowModel().rows;
  const columns = table.getAllLeafColumns();
  return table
    .getCellSelectionBounds()
    .flatMap((bounds) =>
      rows.slice(bounds.minRowIndex, bounds.maxRowIndex + 1).map((row) =>
        columns
          .slice(bounds.minColumnIndex, bounds.maxColumnIndex + 1)
          .map((column) => {
            const text = column.columnDef.meta?.text;
            const value = text ? text(row.original as never) : row.getValue(column.id);
            return String(value ?? '').replace(/[\t\n]+/g, ' ');
          })
          .join('\t'),
      ),
    )
    .join('\n');
}
