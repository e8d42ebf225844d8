/** What our grids use of TanStack Table; the rest of it is not in the bundle. */
import {
  cellSelectionFeature,
  columnSizingFeature,
  createExpandedRowModel,
  metaHelper,
  rowExpandingFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';

export interface GridColumnMeta {
  /** Numbers end-aligned. */
  align?: 'start' | 'end';
  /** What Ctrl+C writes; without it the cell's value. */
  text?: (row: never) => string;
  /** Takes the space that is left. */
  isFlexible?: boolean;
  /** Its width on a narrow screen. */
  phoneSize?: number;
  /** Hidden on a narrow screen. */
  isSecondary?: boolean;
}

export const gridFeatures = tableFeatures({
  cellSelectionFeature,
  columnSizingFeature,
  rowExpandingFeature,
  rowSortingFeature,
  expandedRowModel: createExpandedRowModel(),
  columnMeta: metaHelper<GridColumnMeta>(),
});

export type GridFeatures = typeof gridFeatures;
