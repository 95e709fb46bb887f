import { describe, expect, it } from 'vitest';
import { trialLine } from '../../../src/results/version-2/trial.js';

describe('a line of version 2', () => {
  it('gets the current reasons, and keeps other codes', () => {
    const reasons = [
      { code: 'sink-witnesses-disagree', detail: 'a' },
      { code: 'clocks-contradict', detail: 'b' },
      { code: 'link-flapped', detail: 'c' },
    ];
    const line = { at: 'then', result: { validity: { state: 'invalid', reasons } }, procedure: 0 };
    expect(trialLine.parse(line)).toEqual({
      started: null,
      ended: 'then',
      procedure: 0,
      result: {
        validity: {
          state: 'invalid',
          reasons: [
            { code: 'sink-counters-disagree', detail: 'a' },
            { code: 'clock-error', detail: 'b' },
            { code: 'link-flapped', detail: 'c' },
          ],
        },
      },
    });
  });

  it("gets the current names for a reset's course", () => {
    const reset = { begun: 1, done: 2, silence: 3, over: true };
    const line = { at: 'then', result: { reset, validity: { state: 'valid' } } };
    expect(trialLine.parse(line)).toMatchObject({
      result: { reset: { startedAt: 1, finishedAt: 2, longestGap: 3, recovered: true } },
    });
  });

  it.each([{}, { at: 1, result: { validity: {} } }, { at: 'then', result: {} }])(
    'has a moment and a result (%#)',
    (line) => {
      expect(trialLine.safeParse(line).success).toBe(false);
    },
  );
});
