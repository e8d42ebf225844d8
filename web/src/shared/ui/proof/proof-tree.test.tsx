import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { proof } from '@/test/factories';
import { renderApp } from '@/test/render';
import { initiallyExpanded, pressedRow, visibleRows, walk } from './proof-rows';
import { ProofTree } from './proof-tree';

const fact = (text: string) => ({
  kind: 'measurement',
  id: null,
  text,
  at: '2013-10-15T10:00:00Z',
  on: null,
  by: 'R. Okafor',
  source: 'import',
  file: null,
  value: 1,
});

const root = proof({
  label: 'Progress',
  value: 0.56,
  format: 'percent',
  rule: { key: 'unknown_rule', text: '(V − S) / (T − S)', parameters: {} },
  inputs: [
    proof({
      label: 'Value',
      label_key: 'kpi.value',
      inputs: [proof({ label: 'Newark', facts: ['a', 'b', 'c', 'd'].map(fact) })],
    }),
    proof({ label: 'Start', facts: [fact('January, frozen')] }),
  ],
});

test('the keys of the tree pattern move, open and close', () => {
  const open = initiallyExpanded(root);
  const rows = visibleRows(root, open);
  expect(rows.map((row) => row.key)).toEqual(['0', '0.0', '0.0.0', '0.1', '0.1.f0']);
  expect(walk(rows, '0', 'ArrowDown')).toEqual({ kind: 'focus', key: '0.0' });
  expect(walk(rows, '0.1.f0', 'ArrowDown')).toBeNull();
  expect(walk(rows, '0.0', 'ArrowLeft')).toEqual({ kind: 'collapse', key: '0.0' });
  expect(walk(rows, '0.0.0', 'ArrowRight')).toEqual({ kind: 'expand', key: '0.0.0' });
  expect(walk(rows, '0.0.0', 'ArrowLeft')).toEqual({ kind: 'focus', key: '0.0' });
  expect(walk(rows, '0.1', 'End')).toEqual({ kind: 'focus', key: '0.1.f0' });
});

test('many facts stay closed until they are asked for', () => {
  const rows = visibleRows(root, new Set([...initiallyExpanded(root), '0.0.0']));
  expect(rows.filter((row) => row.fact)).toHaveLength(5);
  expect(rows.find((row) => row.key === '0.0.0.f3')).toMatchObject({ position: 4, siblings: 4 });
});

test('a value opens at its own row, not at the progress made from it', () => {
  expect(pressedRow(root, 'value').key).toBe('0.0');
  expect(pressedRow(root, undefined).key).toBe('0');
});

test('it can be walked from the keyboard alone', async () => {
  const user = userEvent.setup();
  await renderApp(<ProofTree proof={root} label="Where from" initial="0" />);
  expect(screen.getByRole('tree', { name: 'Where from' })).toBeInTheDocument();
  const item = (name: RegExp) => screen.getByRole('treeitem', { name });
  expect(item(/^›?Progress/)).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
  expect(item(/Newark/)).toHaveAttribute('aria-expanded', 'true');
  await user.keyboard('{ArrowRight}');
  expect(screen.getByText('a · 1').closest('[role=treeitem]')).toHaveFocus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(item(/Newark/)).toHaveAttribute('aria-expanded', 'false');
  await user.keyboard('{Home}');
  expect(item(/^›?Progress/)).toHaveFocus();
});
