import { type ColumnDef, type RowData, type SortingState, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { usePreferences } from '@/shared/lib/preferences';
import styles from './data-grid.module.css';
import { type GridFeatures, gridFeatures } from './features';
import { GridHeader } from './grid-header';
import { handleGridKey } from './grid-keys';
import { GridRow } from './grid-row';

export type GridColumn<T extends RowData> = ColumnDef<GridFeatures, T, never>;

interface DataGridProps<T extends RowData> {
  label: string;
  columns: readonly unknown[];
  rows: T[];
  getRowId: (row: T) => string;
  /** Makes it a tree. */
  getChildren?: (row: T) => T[] | undefined;
  isExpandedAtFirst?: boolean;
  onOpen?: (row: T) => void;
  /** The server sorts; the grid shows and asks. */
  sorting?: SortingState;
  onSortingChange?: (sorting: SortingState) => void;
  /** Height of a row at comfortable density; the compact one is 8 px less. */
  rowHeight?: number;
  /** Asked for when the last rows come into view. */
  onEndReached?: (() => void) | undefined;
  /** All rows there are, when more can be fetched. */
  rowCount?: number;
}

/** Long lists and trees: virtual rows, one tab stop, everything else by the keyboard. */
export function DataGrid<T extends RowData>(props: DataGridProps<T>) {
  const { label, columns, rows: data, getRowId, getChildren, onOpen, onEndReached } = props;
  const { sorting, onSortingChange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [wantsFocus, setWantsFocus] = useState(false);
  const isCompact = usePreferences((state) => state.density === 'compact');
  const rowHeight = (props.rowHeight ?? 40) - (isCompact ? 8 : 0);

  const table = useTable<GridFeatures, T>({
    features: gridFeatures,
    columns: columns as ColumnDef<GridFeatures, T>[],
    data,
    getRowId,
    ...(getChildren ? { getSubRows: getChildren } : {}),
    ...(props.isExpandedAtFirst ? { initialState: { expanded: true as const } } : {}),
    manualSorting: true,
    autoResetCellSelection: false,
    ...(sorting ? { state: { sorting } } : {}),
    onSortingChange: (updater) => {
      const before = sorting ?? [];
      onSortingChange?.(typeof updater === 'function' ? updater(before) : updater);
    },
  });
  const rows = table.getRowModel().rows;
  const focused = table.getFocusedCell();
  const focusedRow = focused ? rows.findIndex((row) => row.id === focused.row.id) : -1;

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && lastIndex >= rows.length - 1) onEndReached?.();
  }, [lastIndex, onEndReached, rows.length]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row height makes all measurements old
  useEffect(() => virtual.measure(), [rowHeight]);

  useEffect(() => {
    if (!wantsFocus) return;
    const cell = scroller.current?.querySelector<HTMLElement>('[data-focused]');
    if (!cell) return;
    cell.focus({ preventScroll: true });
    setWantsFocus(false);
  });

  const onMoved = () => {
    setWantsFocus(true);
    const cell = table.getFocusedCell();
    const index = cell ? table.getRowModel().rows.findIndex((row) => row.id === cell.row.id) : -1;
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  };
  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);

  return (
    <div
      ref={scroller}
      className={styles.grid}
      role={getChildren ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-rowcount={(props.rowCount ?? rows.length) + 1}
      aria-colcount={table.getAllLeafColumns().length}
      aria-multiselectable="true"
      onKeyDown={(event) => handleGridKey(event, { table, pageRows, onOpen, onMoved })}
    >
      <GridHeader table={table} isSortable={onSortingChange !== undefined} />
      <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <GridRow
              key={row.id}
              table={table}
              row={row}
              index={item.index}
              offset={item.start}
              height={rowHeight}
              isTree={getChildren !== undefined}
              hasNoFocusYet={focusedRow < 0 && item.index === 0}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}
