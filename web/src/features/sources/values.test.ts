import { describe, expect, test } from 'vitest';
import { valuesOf, wireOf } from './values';

describe('the values of a source', () => {
  test('an empty text says nothing, and the kind goes along', () => {
    const values = valuesOf(null, 'http');
    const sent = wireOf({ ...values, schedule: ' ', settings: { ...values.settings } }, 'http');
    expect(sent.schedule).toBeNull();
    expect(sent.settings.kind).toBe('http');
    const empty = { ...values.settings, body: '' } as typeof values.settings;
    expect(wireOf({ ...values, settings: empty }, 'http').settings).not.toHaveProperty('body');
  });
});
