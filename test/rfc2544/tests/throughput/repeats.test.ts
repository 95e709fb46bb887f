import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pps } from '../../../../src/model/units.js';
import type { ThroughputOutcome } from '../../../../src/rfc2544/tests/throughput/result.js';
import {
  medianOutcome,
  rateFound,
  searchesOf,
  trialOfSearch,
} from '../../../../src/rfc2544/tests/throughput/repeats.js';

const found = (rate: number): ThroughputOutcome => ({
  state: 'maximum',
  lower: { load: pps(rate), offeredLoad: pps(rate), trial: rate },
});
const ZERO: ThroughputOutcome = {
  state: 'zero',
  upper: { reason: 'loss', load: pps(9), trial: 4 },
};
const UNDECIDED: ThroughputOutcome = {
  state: 'undecided',
  upper: { reason: 'undecided', load: pps(9), trials: [7, 8], causes: [] },
};

describe('repeated searches', () => {
  it('are represented by the one of median rate, the lower of two', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1 }), (rates) => {
        const sorted = rates.toSorted((one, other) => one - other);
        const middle = sorted[Math.floor((sorted.length - 1) / 2)];
        expect(rateFound(medianOutcome(rates.map(found)))).toBe(middle);
      }),
    );
  });

  it('count one that lost frames at the lowest load as 0, and leave out one that shows nothing', () => {
    expect(medianOutcome([found(5), ZERO, found(6)])).toEqual(found(5));
    expect(medianOutcome([UNDECIDED, ZERO, UNDECIDED])).toBe(ZERO);
    expect(medianOutcome([UNDECIDED, UNDECIDED])).toBe(UNDECIDED);
    expect(() => medianOutcome([])).toThrow(RangeError);
  });

  it('have a trial each that tells their block', () => {
    expect([found(5), ZERO, UNDECIDED].map(trialOfSearch)).toEqual([5, 4, 7]);
  });

  it('are one if the search was made once', () => {
    expect(searchesOf({ test: 'throughput', outcome: ZERO })).toEqual([ZERO]);
    expect(searchesOf({ test: 'throughput', outcome: ZERO, repeats: [ZERO, ZERO] })).toHaveLength(
      2,
    );
  });
});
