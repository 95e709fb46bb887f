import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { validityOf, type TrialEvidence } from '../../../src/traffic/trial/validity.js';

/** A trial in which the DUT's port went down and came up again. */
const flapped: TrialEvidence = {
  trial: { frameSize: MINIMUM_FRAME, intendedLoad: pps(1_000), duration: seconds(1) },
  generator: {
    parts: [{ intendedLoad: pps(1_000), offered: 1_000, duration: seconds(1) }],
    cutOff: false,
    problems: [],
  },
  account: {
    counts: {
      intended: 1_000,
      offered: 1_000,
      receivedByDut: 900,
      forwarded: 900,
      receivedBySink: 900,
    },
    losses: [],
    unlocated: 100,
    streams: [],
    surplus: [],
    sentByPort: [],
    flapped: ['dut0'],
  },
  settled: true,
  offeredLoadTolerance: 0.05,
};

describe('a link that flapped', () => {
  it('makes a trial invalid, with the name of the port', () => {
    expect(validityOf(flapped)).toEqual({
      state: 'invalid',
      reasons: [{ code: 'link-flapped', detail: 'port dut0 lost its carrier, or got it back' }],
    });
  });

  it('is what a reset may do', () => {
    const reset = { kind: 'interface', after: seconds(0.5) } as const;
    const asked = { ...flapped, trial: { ...flapped.trial, reset } };
    expect(validityOf(asked)).toEqual({ state: 'valid' });
  });
});

describe('a load that was changed', () => {
  it('is judged before the change and after it', () => {
    const parts = [
      { intendedLoad: pps(1_000), offered: 600, duration: seconds(1) },
      { intendedLoad: pps(500), offered: 900, duration: seconds(1) },
    ];
    const { account } = flapped;
    const changed = {
      ...flapped,
      account: { ...account, flapped: [] },
      generator: { ...flapped.generator, parts },
    };
    expect(validityOf(changed)).toEqual({
      state: 'invalid',
      reasons: [
        { code: 'generator-fell-behind', detail: 'it offered 600 of 1000 frames a second' },
      ],
    });
  });
});
