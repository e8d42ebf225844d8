import type { ReactTable, Row, RowData } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import styles from './data-grid.module.css';
import type { GridFeatures } from './features';
import { cellStyle } from './grid-style';

interface GridRowProps<T extends RowData> {
  table: ReactTable<GridFeatures, T>;
  row: Row<GridFeatures, T>;
  index: number;
  offset: number;
  height: number;
  isTree: boolean;
  /** Nothing was focused yet, so the first cell is the tab stop. */
  hasNoFocusYet: boolean;
  onOpen: ((row: T) => void) | undefined;
}

/** What the button that folds a row takes; leaves are moved in by as much, so that names of a level align. */
const twistWidth = 26;

export function GridRow<T extends RowData>(props: GridRowProps<T>) {
  const { table, row, index, offset, height, isTree, hasNoFocusYet, onOpen } = props;
  const { t } = useTranslation('common');
  const canExpand = isTree && row.getCanExpand();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={isTree ? row.depth + 1 : undefined}
      aria-expanded={canExpand ? row.getIsExpanded() : undefined}
      className={styles.row}
      style={{ height, transform: `translateY(${offset}px)` }}
      onDoubleClick={() => onOpen?.(row.original)}
    >
      {row.getAllCells().map((cell, column) => {
        const isFocused = cell.getIsFocused() || (hasNoFocusYet && column === 0);
        const meta = cell.column.columnDef.meta;
        const start = cell.getSelectionStartHandler();
        return (
          <div
            key={cell.id}
            role="gridcell"
            aria-colindex={column + 1}
            aria-selected={cell.getIsSelected()}
            tabIndex={isFocused ? 0 : -1}
            className={styles.cell}
            data-focused={isFocused || undefined}
            data-align={meta?.align}
            data-secondary={meta?.isSecondary || undefined}
            style={{
              ...cellStyle(cell.column.getSize(), meta),
              ...(isTree && column === 0
                ? { paddingLeft: 12 + row.depth * 22 + (canExpand ? 0 : twistWidth) }
                : {}),
            }}
            onFocus={() => {
              if (!cell.getIsFocused()) table.setFocusedCell(row.id, cell.column.id);
            }}
            onMouseDown={(event) => {
              if (!(event.target as HTMLElement).closest('a, button')) start(event);
            }}
            onMouseEnter={cell.getSelectionExtendHandler()}
          >
            {canExpand && column === 0 ? (
              <button
                type="button"
                tabIndex={-1}
                className={styles.twist}
                data-open={row.getIsExpanded() || undefined}
                aria-label={t(row.getIsExpanded() ? 'action.collapse' : 'action.expand')}
                onClick={() => row.toggleExpanded()}
              >
                ›
              </button>
            ) : null}
            <table.FlexRender cell={cell} />
          </div>
        );
      })}
    </div>
  );
}
