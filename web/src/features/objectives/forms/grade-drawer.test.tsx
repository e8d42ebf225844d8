import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import type { ObjectiveOverview } from '@/shared/api/types';
import { keyResult, objective, objectiveOverview } from '@/test/factories';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { GradeDrawer } from './grade-drawer';

serveRequests();

const punctual = keyResult({ id: 'kr_1', version: 4, title: 'Punctual', suggested_grade: 0.62 });
const trained = keyResult({ id: 'kr_2', version: 2, title: 'Trained', suggested_grade: 0.4 });
const baseline = keyResult({ id: 'kr_3', title: 'Baseline', kind: 'baseline' });

const closing = (given: Partial<ObjectiveOverview> = {}): ObjectiveOverview => {
  const overview = objectiveOverview({
    objective: objective({ version: 3, title: 'On time', suggested_grade: 0.51 }),
    key_results: [punctual, trained],
    ...given,
  });
  return { ...overview, cycle: overview.cycle && { ...overview.cycle, phase: 'closing' } };
};

/** Notes what is sent, in its order, and answers with what `refuse` gives for it. */
function grades(refuse: (id: string) => Response | undefined = () => undefined) {
  const sent: { id: unknown; body: unknown }[] = [];
  server.use(
    http.post('*/api/v1/:noun/:id/grade', async ({ params, request }) => {
      sent.push({ id: params.id, body: await request.json() });
      return refuse(String(params.id)) ?? HttpResponse.json({ item: {}, moved: [] });
    }),
  );
  return sent;
}

const refusal = (status: number, code: string, errors: object[] = []) =>
  HttpResponse.json(
    { type: 'about:blank', title: '', detail: '', status, code, errors, trace_id: 'req_1' },
    { status },
  );

async function open(overview: ObjectiveOverview, only: typeof punctual | null = null) {
  const onClose = vi.fn();
  await renderApp(<GradeDrawer overview={overview} keyResult={only} onClose={onClose} />);
  const drawer = within(await screen.findByRole('dialog'));
  const grade = (title: string) => drawer.getByRole('spinbutton', { name: `Grade of “${title}”` });
  return { user: userEvent.setup(), drawer, grade, onClose };
}

test('every grade begins as computed; agreeing takes one key and closes the objective last', async () => {
  const sent = grades();
  const { user, grade, onClose } = await open(closing());
  expect(grade('Punctual')).toHaveValue('0.62');
  expect(grade('On time')).toHaveValue('0.51');
  await user.click(grade('Punctual'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([
    { id: 'kr_1', body: { version: 4, grade: 0.62, reason: null } },
    { id: 'kr_2', body: { version: 2, grade: 0.4, reason: null } },
    { id: 'obj_1', body: { version: 3, grade: 0.51, reason: null } },
  ]);
});

test('a grade that is not the computed one asks why before anything is sent', async () => {
  const sent = grades();
  const { user, drawer, grade, onClose } = await open(closing());
  const why = 'Why not as computed: “Trained”';
  expect(drawer.queryByRole('textbox', { name: why })).not.toBeInTheDocument();
  await user.clear(grade('Trained'));
  await user.type(grade('Trained'), '0.55');
  await user.click(drawer.getByRole('button', { name: 'Grade and close' }));
  expect(await drawer.findByText('Say why')).toBeInTheDocument();
  expect(sent).toEqual([]);
  await user.type(drawer.getByRole('textbox', { name: why }), 'The last course is not counted');
  await user.click(drawer.getByRole('button', { name: 'Grade and close' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent[1]?.body).toEqual({
    version: 2,
    grade: 0.55,
    reason: 'The last course is not counted',
  });
});

test('what the server refuses stands at the goal it is about, and the objective stays open', async () => {
  const errors = [{ field: 'grade', code: 'grade_out_of_range', message: 'from 0.0 to 1.0' }];
  const sent = grades((id) => (id === 'kr_2' ? refusal(422, 'invalid', errors) : undefined));
  const { user, drawer, grade, onClose } = await open(closing());
  await user.clear(grade('Trained'));
  await user.type(grade('Trained'), '70');
  await user.type(drawer.getByRole('textbox', { name: /“Trained”/ }), 'Seventy percent');
  await user.click(drawer.getByRole('button', { name: 'Grade and close' }));
  expect(await drawer.findByText('from 0.0 to 1.0')).toBeInTheDocument();
  expect(grade('Trained')).toBeInvalid();
  expect(grade('Punctual')).not.toBeInvalid();
  expect(sent.map(({ id }) => id)).toEqual(['kr_1', 'kr_2']);
  expect(onClose).not.toHaveBeenCalled();
});

test('someone else’s edit is told, and what was typed is kept', async () => {
  grades(() => refusal(409, 'stale_version'));
  const { user, drawer, grade } = await open(closing({ key_results: [] }));
  await user.type(drawer.getByRole('textbox', { name: /Looking back/ }), 'A good quarter');
  await user.click(drawer.getByRole('button', { name: 'Grade and close' }));
  expect(await drawer.findByRole('alert')).toHaveTextContent(/Someone else changed this/);
  expect(drawer.getByRole('textbox')).toHaveValue('A good quarter');
  expect(grade('On time')).toHaveValue('0.51');
});

test('a key result alone is graded without its objective', async () => {
  const sent = grades();
  const { user, drawer, onClose } = await open(closing(), trained);
  expect(drawer.getAllByRole('spinbutton')).toHaveLength(1);
  await user.click(drawer.getByRole('button', { name: 'Save the grade' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent.map(({ id }) => id)).toEqual(['kr_2']);
});

test('without data a key result may go without a grade; the objective needs one and a reason', async () => {
  const sent = grades();
  const { user, drawer, grade } = await open(
    closing({ objective: objective({ title: 'On time' }), key_results: [baseline] }),
  );
  expect(drawer.getByText(/Leave it empty/)).toBeInTheDocument();
  await user.click(drawer.getByRole('button', { name: 'Grade and close' }));
  expect(await drawer.findByText('Needed')).toBeInTheDocument();
  await user.type(grade('On time'), '0.3');
  await user.type(drawer.getByRole('textbox', { name: /Why this grade/ }), 'We only measured');
  await user.click(drawer.getByRole('button', { name: 'Grade and close' }));
  await waitFor(() => expect(sent.map(({ id }) => id)).toEqual(['obj_1']));
});

test('a graded objective is graded again alone, from what was given', async () => {
  const sent = grades();
  const graded = objective({
    title: 'On time',
    version: 5,
    state: 'closed',
    grade: 0.7,
    grade_reason: 'Late data',
    suggested_grade: 0.51,
  });
  const { user, drawer, grade, onClose } = await open(closing({ objective: graded }));
  expect(drawer.getAllByRole('spinbutton')).toHaveLength(1);
  expect(drawer.getByRole('textbox')).toHaveValue('Late data');
  await user.clear(grade('On time'));
  await user.type(grade('On time'), '0.6');
  await user.click(drawer.getByRole('button', { name: 'Save the grade' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ id: 'obj_1', body: { version: 5, grade: 0.6, reason: 'Late data' } }]);
});

test('in Chinese the fields are named in Chinese', async () => {
  await renderApp(<GradeDrawer overview={closing()} keyResult={null} onClose={() => {}} />, {
    locale: 'zh-CN',
  });
  expect(await screen.findByRole('spinbutton', { name: '“On time”的评分' })).toHaveValue('0.51');
  expect(screen.getByRole('button', { name: '评分并关闭' })).toBeInTheDocument();
});
