import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import type { Offering } from '../../../src/model/network/offering.js';
import { streamId } from '../../../src/model/network/stream.js';
import type { InvalidReason } from '../../../src/model/trial.js';
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
  machines: { generator: 'gen', dut: 'dut', sink: 'sink' },
  settled: true,
  tolerances: { offeredLoadTolerance: 0.05, starvationTolerance: 0.05 },
};

describe('a link that flapped', () => {
  it('makes a trial invalid, with the name of the port', () => {
    expect(validityOf(flapped)).toEqual({
      state: 'invalid',
      reasons: [{ code: 'link-flapped', detail: 'port dut0 lost its carrier, or got it back' }],
    });
  });

  it('is allowed in a reset', () => {
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
        {
          code: 'generator-fell-behind',
          detail:
            'it offered 600 of 1000 frames/s: more than the tolerated 5 % below the intended load',
        },
      ],
    });
  });
});

describe('an offered load', () => {
  it('is not exceeded, unless another load follows or a burst was asked for', () => {
    const settled = { ...flapped, account: { ...flapped.account, flapped: [] } };
    const [trial, whole] = [settled.trial, { intendedLoad: pps(1_000), duration: seconds(1) }];
    const offering = (offered: number) => ({ ...whole, offered });
    const codes = (parts: readonly Offering[], burst?: true) => {
      const generator = { ...settled.generator, parts };
      const validity = validityOf({
        ...settled,
        trial: { ...trial, ...(burst && { burst }) },
        generator,
      });
      return validity.state === 'valid' ? [] : validity.reasons.map(({ code }) => code);
    };
    expect(codes([offering(1_100)])).toEqual(['generator-ran-ahead']);
    expect(codes([offering(1_000)])).toEqual([]);
    expect(codes([offering(1_000), offering(1_100)])).toEqual([]);
    expect(codes([offering(1_100)], true)).toEqual([]);
  });
});

describe('a stream', () => {
  const streams = [900, 1_100].map((offered, router) => ({
    stream: streamId(`r${router}:gen0>sink0`),
    ...{ router, entry: 'dut0', exit: 'dut1' },
    counts: {
      ...{ intended: 1_000, offered, receivedByDut: null, forwarded: null, receivedBySink: null },
    },
  }));
  const { account, generator } = flapped;
  const counts = { ...account.counts, intended: 2_000, offered: 2_000 };
  const parts = [{ intendedLoad: pps(2_000), offered: 2_000, duration: seconds(1) }];
  const evidence: TrialEvidence = {
    ...flapped,
    account: { ...account, flapped: [], counts, streams },
    generator: { ...generator, parts },
  };

  it('that was offered less than its share makes a trial invalid, and is named', () => {
    expect(validityOf(evidence)).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'frames-not-offered',
          detail: 'the generator sent 2000 of 2000 frames: 900 of 1000 of stream r0:gen0>sink0',
        },
      ],
    });
  });

  it('may be offered less within the tolerance', () => {
    const tolerances = { ...evidence.tolerances, offeredLoadTolerance: 0.1 };
    expect(validityOf({ ...evidence, tolerances })).toEqual({ state: 'valid' });
  });

  it('of which more arrived than was offered makes a trial invalid, and is named', () => {
    const stream = streamId('r1:gen0>sink0');
    const more = (by: 'frame-sink' | 'nic') => {
      const surplus = [{ stream, offered: 1_000, received: 1_001, by }];
      return validityOf({ ...evidence, account: { ...evidence.account, streams: [], surplus } });
    };
    const reason = (code: InvalidReason['code'], counter: string) => ({
      state: 'invalid',
      reasons: [
        {
          code,
          detail: `stream r1:gen0>sink0: the sink's ${counter} received 1001 frames, of 1000 offered`,
        },
      ],
    });
    expect(more('frame-sink')).toEqual(reason('sink-counters-disagree', 'frame_sink'));
    expect(more('nic')).toEqual(reason('counters-not-comparable', 'NIC'));
  });
});

describe('a machine that lacked processor time', () => {
  it('makes a trial invalid', () => {
    const { account } = flapped;
    const machine = { machine: 'dut', steal: 0.3, softirq: 0.5, throttled: null };
    const starved = {
      ...flapped,
      account: { ...account, flapped: [] },
      processors: { machines: [machine] },
    };
    expect(validityOf(starved)).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'machine-starved',
          detail: 'the hypervisor took 30 % of a CPU of dut (steal time)',
        },
      ],
    });
  });
});

describe('impossible counts', () => {
  const more = (excess: TrialEvidence['account']['excess']): TrialEvidence => ({
    ...flapped,
    account: { ...flapped.account, flapped: [], unlocated: -(excess?.frames ?? 0), excess },
  });

  it('make a trial invalid that received or lost more than was offered, with the counters', () => {
    const counter = { at: 'dut', counter: { source: 'softnet', field: 'dropped' } } as const;
    expect(
      validityOf(
        more({
          frames: 5,
          counted: [
            { counter: 'frame-sink', frames: 1_000 },
            { counter, frames: 5 },
          ],
        }),
      ),
    ).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'counters-not-comparable',
          detail:
            '5 frames more than the 1000 offered were received or lost: ' +
            '1000 by the frame_sink, 5 by softnet dropped on dut',
        },
      ],
    });
    expect(validityOf(more(undefined))).toEqual({ state: 'valid' });
  });
});

describe('a controller that was stopped', () => {
  const still = (length: number): TrialEvidence => ({
    ...flapped,
    account: { ...flapped.account, flapped: [] },
    standstill: seconds(length),
  });

  it('makes a trial invalid if that was longer than a busy computer explains', () => {
    expect(validityOf(still(3))).toEqual({ state: 'valid' });
    expect(validityOf(still(30))).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'controller-suspended',
          detail: 'this computer, or vrbench on it, was stopped for 30.0 s',
        },
      ],
    });
  });
});

describe('pause frames', () => {
  it('make a trial invalid, as they hide what would have been lost', () => {
    const { account } = flapped;
    const pauses = [{ port: 'sink0', received: 0, sent: 7 }];
    expect(validityOf({ ...flapped, account: { ...account, flapped: [] }, pauses })).toEqual({
      state: 'invalid',
      reasons: [
        {
          code: 'pause-frames',
          detail: 'port sink0 received 0 pause frames and sent 7: flow control is on',
        },
      ],
    });
  });
});
