import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pps } from '../../../src/model/units.js';
import { loadFiguresOf } from '../../../src/rfc2544/trials/load-figures.js';
import { trialRecord } from '../../results/record.js';

const load = pps(10_000);
const trial = (sequence: number, received: number) => ({
  sequence,
  result: trialRecord(sequence, [10_000, received]).result,
});
const invalid = (sequence: number) => {
  const reasons = [{ code: 'link-flapped' as const, detail: 'x' }];
  const validity = { state: 'invalid' as const, reasons };
  return { sequence, result: trialRecord(sequence, [10_000, 1], { validity }).result };
};

describe('the figures of a load', () => {
  it('are those of the trial of median rate among the valid ones, and their spread', () => {
    const trials = [trial(1, 9_000), invalid(2), trial(3, 7_000), trial(4, 8_000)];
    expect(loadFiguresOf(load, trials)).toEqual({
      intendedLoad: 10_000,
      trials: [1, 2, 3, 4],
      validTrials: 3,
      figures: {
        medianTrial: 4,
        offeredLoad: 10_000,
        forwardingRate: 8_000,
        lossRatio: 1 - 0.8,
        leastForwardingRate: 7_000,
        greatestForwardingRate: 9_000,
      },
    });
  });

  it('are null if no trial was valid', () => {
    expect(loadFiguresOf(load, [invalid(1), invalid(2)])).toEqual({
      intendedLoad: 10_000,
      trials: [1, 2],
      validTrials: 0,
      figures: null,
    });
  });

  it('are of one trial, which lies within the spread', () => {
    const received = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(received, (all) => {
        const trials = all.map((each, index) => trial(index + 1, each));
        const { figures } = loadFiguresOf(load, trials);
        if (figures === null) throw new Error('no figures');
        expect(all[figures.medianTrial - 1]).toBe(figures.forwardingRate);
        expect(figures.leastForwardingRate).toBeLessThanOrEqual(figures.forwardingRate);
        expect(figures.greatestForwardingRate).toBeGreaterThanOrEqual(figures.forwardingRate);
      }),
    );
  });
});
