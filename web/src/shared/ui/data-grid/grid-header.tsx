import type { ReactTable, RowData } from '@tanstack/react-table';
import styles from './data-grid.module.css';
import type { GridFeatures } from './features';
import { cellStyle } from './grid-style';

interface GridHeaderProps<T extends RowData> {
  table: ReactTable<GridFeatures, T>;
  isSortable: boolean;
}

const arrows = { asc: '↑', desc: '↓' } as const;
const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

export function GridHeader<T extends RowData>({ table, isSortable }: GridHeaderProps<T>) {
  return (
    <div className={styles.header} role="rowgroup">
      {table.getHeaderGroups().map((group) => (
        <div key={group.id} role="row" aria-rowindex={1} className={styles.headerRow}>
          {group.headers.map((header, index) => {
            const { column } = header;
            const sorted = column.getIsSorted();
            const canSort = isSortable && column.getCanSort();
            return (
              <div
                key={header.id}
                role="columnheader"
                aria-colindex={index + 1}
                aria-sort={sorted ? ariaSort[sorted] : undefined}
                className={styles.headerCell}
                data-align={column.columnDef.meta?.align}
                data-secondary={column.columnDef.meta?.isSecondary || undefined}
                style={cellStyle(column.getSize(), column.columnDef.meta)}
              >
                {canSort ? (
                  <button type="button" onClick={() => column.toggleSorting()}>
                    <table.FlexRender header={header} />
                    <span aria-hidden="true">{sorted ? arrows[sorted] : ''}</span>
                  </button>
                ) : (
                  <table.FlexRender header={header} />
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
