import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { ProblemError } from '@/shared/api/problem';
import { renderApp } from '@/test/render';
import { AsOfControl } from './as-of-control';

// The server's today is 15 October 2013.
interface Given {
  value?: string;
  from?: string;
  min?: string;
  marks?: string[];
  refusal?: unknown;
}

async function open({ value, from = '2013-01-01', min, marks, refusal = null }: Given = {}) {
  const onChange = vi.fn();
  function Held() {
    const [day, setDay] = useState<string | undefined>(value);
    return (
      <AsOfControl
        value={day}
        from={from}
        min={min}
        {...(marks ? { marks } : {})}
        refusal={refusal}
        onNow={() => onChange('back to now')}
        onChange={(next) => {
          onChange(next);
          setDay(next);
        }}
      />
    );
  }
  await renderApp(<Held />);
  const slider = screen.getByRole('slider', { name: 'Day whose knowledge is shown' });
  return { onChange, slider, user: userEvent.setup() };
}

const button = (name: string) => screen.getByRole('button', { name });

test('it stands at now, where nothing is later', async () => {
  const { slider } = await open();
  expect(slider).toHaveAttribute('aria-valuetext', 'now');
  expect(slider).toHaveValue('287');
  expect(button('A day later')).toBeDisabled();
  expect(button('A week later')).toBeDisabled();
  expect(screen.getByRole('textbox', { name: 'As of' })).toHaveValue('');
});

test('steps by a day and by a week come to rest before they are asked for', async () => {
  const { onChange, slider, user } = await open();
  await user.click(button('A week earlier'));
  await user.click(button('A day earlier'));
  expect(onChange).not.toHaveBeenCalled();
  expect(slider).toHaveAttribute('aria-valuetext', '7 October 2013');
  await waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  expect(onChange).toHaveBeenLastCalledWith('2013-10-07');
});

test('the last step leads back to now, which is no day in the address', async () => {
  const { onChange, slider, user } = await open({ value: '2013-10-12' });
  await user.click(button('A week later'));
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith(undefined));
  expect(slider).toHaveAttribute('aria-valuetext', 'now');
});

test('the slider goes by the keyboard, a week with Page up and Page down', async () => {
  const { onChange, slider } = await open({ value: '2013-01-10' });
  fireEvent.change(slider, { target: { value: '10' } });
  expect(slider).toHaveAttribute('aria-valuetext', '11 January 2013');
  fireEvent.keyDown(slider, { key: 'PageUp' });
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith('2013-01-18'));
  fireEvent.keyDown(slider, { key: 'PageDown' });
  fireEvent.keyDown(slider, { key: 'PageDown' });
  fireEvent.keyDown(slider, { key: 'PageDown' });
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith('2013-01-01'));
});

test('it does not go before a span that was chosen', async () => {
  const { onChange, user } = await open({
    value: '2013-09-03',
    from: '2013-09-01',
    min: '2013-09-01',
  });
  await user.click(button('A week earlier'));
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith('2013-09-01'));
  expect(button('A day earlier')).toBeDisabled();
});

test('a day is typed; one after today is not taken', async () => {
  const { onChange, user } = await open();
  const field = screen.getByRole('textbox', { name: 'As of' });
  await user.click(field);
  await user.type(field, '2013-07-15{Enter}');
  expect(onChange).toHaveBeenLastCalledWith('2013-07-15');
  await user.clear(field);
  await user.type(field, '2013-11-01{Enter}');
  expect(onChange).not.toHaveBeenCalledWith('2013-11-01');
});

test('what the server refuses stands at the control, with the way back', async () => {
  const error = { field: 'as_of', code: 'date_out_of_range', message: 'today is 2013-10-15' };
  const refusal = new ProblemError({
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'invalid',
    detail: 'Refused',
    field: null,
    errors: [error],
    trace_id: null,
  });
  const { onChange, user } = await open({ value: '2013-11-01', refusal });
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('today is 2013-10-15');
  expect(screen.getByRole('textbox', { name: 'As of' })).toHaveAccessibleDescription(
    /today is 2013-10-15/,
  );
  await user.click(within(alert).getByRole('button', { name: 'Back to now' }));
  expect(onChange).toHaveBeenLastCalledWith('back to now');
});

test('cycles are gone through by their first days, and the last step leads to now', async () => {
  const marks = ['2013-01-01', '2013-04-01', '2013-07-01', '2013-10-01', '2014-01-01'];
  const { onChange, slider, user } = await open({ value: '2013-08-10', marks });
  await user.click(button('Start of a cycle before'));
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith('2013-07-01'));
  fireEvent.keyDown(slider, { key: 'PageDown', shiftKey: true });
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith('2013-04-01'));
  fireEvent.keyDown(slider, { key: 'PageUp', shiftKey: true });
  fireEvent.keyDown(slider, { key: 'PageUp', shiftKey: true });
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith('2013-10-01'));
  await user.click(button('Start of the next cycle, or now'));
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith(undefined));
});
