import { expect, test } from 'vitest';
import { lineOf, plotOf, withMoved } from './plot';

const points = [
  { value: 80, points: 60 },
  { value: 85, points: 100 },
  { value: 90, points: 120 },
];

test('a place in the drawing is the value that is drawn there', () => {
  const plot = plotOf(points, [70, null]);
  expect(plot.valueAt(plot.x(82))).toBeCloseTo(82);
  expect(plot.pointsAt(plot.y(76))).toBeCloseTo(76);
  expect(plot.x(70)).toBeGreaterThan(plot.frame.left);
});

test('the line is level beyond its ends', () => {
  const plot = plotOf(points, []);
  const places = lineOf(plot, points).split(' ');
  expect(places).toHaveLength(5);
  expect(places[0]?.split(',')[1]).toBe(places[1]?.split(',')[1]);
  expect(lineOf(plot, [])).toBe('');
});

test('a moved point stays between its neighbours and above nothing', () => {
  expect(withMoved(points, 1, { value: 99, points: -5 }, 1)[1]).toEqual({ value: 90, points: 0 });
  expect(withMoved(points, 0, { value: 12.345, points: 59.6 }, 1)[0]).toEqual({
    value: 12.3,
    points: 60,
  });
});
