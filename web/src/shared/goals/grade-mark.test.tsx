import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { keyResult } from '@/test/factories';
import { renderApp } from '@/test/render';
import { ActivityFeed } from './activity-feed';
import { GradeMark } from './grade-mark';

const mark = (grade: number | null, computed: number | null, reason: string | null = null) => (
  <GradeMark goal={keyResult({ grade, suggested_grade: computed, grade_reason: reason })} />
);

test('a grade that was agreed stands alone', async () => {
  await renderApp(mark(0.62, 0.62));
  expect(screen.getByText('Grade 0.62')).toBeInTheDocument();
  expect(screen.queryByText(/computed/)).not.toBeInTheDocument();
});

test('a softened grade carries the computed one', async () => {
  await renderApp(mark(0.8, 0.62, 'The last week is not in'));
  expect(screen.getByText('Grade 0.80')).toBeInTheDocument();
  expect(screen.getByText('computed 0.62')).toBeInTheDocument();
});

test('what moved after an agreed grade is told as now', async () => {
  await renderApp(mark(0.62, 0.6));
  expect(screen.getByText('now computed 0.60')).toBeInTheDocument();
});

test('without anything computed that is said', async () => {
  await renderApp(mark(0.5, null, 'We decided'), { locale: 'zh-CN' });
  expect(screen.getByText('评分 0.50')).toBeInTheDocument();
  expect(screen.getByText('无计算值')).toBeInTheDocument();
});

test('in the feed a grade is a grade, whatever the key result counts in', async () => {
  const item = {
    seq: 1,
    at: '2013-10-07T19:00:00Z',
    actor: null,
    kind: 'key_result.graded',
    entity: 'key_result',
    entity_id: 'kr_1',
    title: 'Delay from 18 to 15 minutes',
    objective_id: 'obj_1',
    key_result_id: 'kr_1',
    value: 0.48,
    value_before: null,
    format: 'number' as const,
    unit: 'min',
    decimals: 0,
    confidence: null,
    note: null,
    reason: null,
    score: null,
  };
  await renderApp(<ActivityFeed items={[item]} />);
  expect(screen.getByText('Grade 0.48')).toBeInTheDocument();
  expect(screen.queryByText(/0.min/)).not.toBeInTheDocument();
});
