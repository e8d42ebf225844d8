import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { KeyResult } from '@/shared/api/types';
import { keyResult, score } from '@/test/factories';
import { renderApp } from '@/test/render';
import { KeyResultRow } from './key-result-row';

const row = (given: Partial<KeyResult>) => (
  <KeyResultRow keyResult={keyResult(given)} elapsed={0.16} />
);

test('value, target and progress stand together, and status is a word', async () => {
  await renderApp(row({ score: score({ progress: 0.56 }) }));
  expect(screen.getByRole('button', { name: /84\.6.%/ })).toBeInTheDocument();
  expect(screen.getByText(/→ 87\.5.%/)).toBeInTheDocument();
  expect(screen.getByText('On track')).toBeInTheDocument();
});

test('a bar tells its tick and the moved goalpost in words', async () => {
  await renderApp(
    row({ original_target: 0.88, score: score({ progress: 0.56, original_progress: 0.52 }) }),
  );
  expect(
    screen.getByRole('img', { name: /expected by now 16.%, against the original/ }),
  ).toBeInTheDocument();
});

test('each kind has its own words', async () => {
  const step = {
    id: 'm',
    version: 1,
    title: 'Newark',
    weight: 1,
    due_on: null,
    position: 0,
    archived_at: null,
  };
  await renderApp(
    <>
      {row({ id: '1', kind: 'at_most', target_value: 0.015 })}
      {row({
        id: '2',
        kind: 'milestones',
        milestones: [
          { ...step, done_on: '2013-10-09' },
          { ...step, id: 'n', done_on: null },
        ],
      })}
      {row({ id: '3', kind: 'yes_no', current_value: 0 })}
    </>,
  );
  expect(screen.getByText(/at most 1\.5.%/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '1 of 2 milestones' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Not yet' })).toBeInTheDocument();
});

test('in Chinese the words are Chinese', async () => {
  await renderApp(row({ kind: 'at_most', target_value: 0.015 }), { locale: 'zh-CN' });
  expect(screen.getByText(/不高于 1\.5.%/)).toBeInTheDocument();
  expect(screen.getByText('正常')).toBeInTheDocument();
});
