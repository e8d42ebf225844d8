import { createColumnHelper } from '@tanstack/react-table';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { DataGrid } from './data-grid';
import type { GridFeatures } from './features';

interface Node {
  id: string;
  name: string;
  size: number;
  children?: Node[];
}

const column = createColumnHelper<GridFeatures, Node>();
const columns = column.columns([
  column.accessor('name', { header: 'Name', meta: { isFlexible: true } }),
  column.accessor('size', { header: 'Size', meta: { align: 'end' } }),
]);
const many: Node[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `n${index}`,
  name: `Row ${index}`,
  size: index,
}));
const tree: Node[] = [
  { id: 'a', name: 'A', size: 1, children: [{ id: 'a1', name: 'A1', size: 2 }] },
  { id: 'b', name: 'B', size: 3 },
];

// happy-dom lays nothing out; the virtual list needs a height to fill.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});

const grid = (given: Partial<Parameters<typeof DataGrid<Node>>[0]> = {}) => (
  <DataGrid<Node>
    label="Nodes"
    columns={columns}
    rows={tree}
    getRowId={(row) => row.id}
    {...given}
  />
);

test('a thousand rows are announced, and only those in view are drawn', async () => {
  await renderApp(grid({ rows: many }));
  expect(screen.getByRole('grid', { name: 'Nodes' })).toHaveAttribute('aria-rowcount', '1001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('there is one tab stop, and the arrows move it', async () => {
  const user = userEvent.setup();
  await renderApp(grid());
  await user.tab();
  expect(screen.getByRole('gridcell', { name: 'A' })).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(screen.getByRole('gridcell', { name: '3' })).toHaveFocus();
  expect(document.querySelectorAll('[role=gridcell][tabindex="0"]')).toHaveLength(1);
});

test('Alt and the arrows open and close a branch of a tree', async () => {
  const user = userEvent.setup();
  await renderApp(grid({ getChildren: (row) => row.children }));
  const root = screen.getByRole('treegrid', { name: 'Nodes' });
  const row = () => within(root).getByRole('row', { name: /A 1$/ });
  expect(row()).toHaveAttribute('aria-expanded', 'false');
  await user.tab();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(row()).toHaveAttribute('aria-expanded', 'true');
  expect(within(root).getByRole('row', { name: /A1/ })).toHaveAttribute('aria-level', '2');
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  expect(within(root).queryByRole('row', { name: /A1/ })).toBeNull();
});

test('a range made with Shift is copied as tab-separated text', async () => {
  const user = userEvent.setup();
  await renderApp(grid());
  await user.tab();
  await user.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}');
  await user.keyboard('{Control>}c{/Control}');
  expect(await navigator.clipboard.readText()).toBe('A\t1\nB\t3');
});

test('Enter opens the row', async () => {
  const user = userEvent.setup();
  const onOpen = vi.fn();
  await renderApp(grid({ onOpen }));
  await user.tab();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onOpen).toHaveBeenCalledWith(tree[1]);
});

test('a header asks for an order, and says which one holds', async () => {
  const user = userEvent.setup();
  const onSortingChange = vi.fn();
  await renderApp(grid({ sorting: [{ id: 'name', desc: false }], onSortingChange }));
  const header = screen.getByRole('columnheader', { name: /Name/ });
  expect(header).toHaveAttribute('aria-sort', 'ascending');
  await user.click(within(header).getByRole('button'));
  expect(onSortingChange).toHaveBeenCalledWith([{ id: 'name', desc: true }]);
});
