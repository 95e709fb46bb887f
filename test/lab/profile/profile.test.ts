import { describe, expect, it } from 'vitest';
import { instructionsByFunction, UNKNOWN } from '../../../src/lab/profile/by-function.js';
import { instructionProfile, type CountedTrials } from '../../../src/lab/profile/profile.js';
import { FRAMES, records, symbols } from './captured.js';

const TRIALS: CountedTrials = {
  dataPlane: 'ip-forwarder',
  ingressPorts: 1,
  records,
  forwarded: [FRAMES, FRAMES],
  symbols,
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe("a record's instructions by function", () => {
  it('are those of every block', () => {
    for (const record of records) {
      const spent = instructionsByFunction(record, symbols);
      expect(sum(spent.map(({ instructions }) => instructions))).toBe(record.instructions);
      expect(new Set(spent.map(({ name }) => name)).size).toBe(spent.length);
    }
  });

  it('all have a name on a machine whose symbols are known', () => {
    const names = records
      .flatMap((record) => instructionsByFunction(record, symbols))
      .map(({ name }) => name);
    expect(names).toContain('user space');
    expect(names).not.toContain('unknown');
  });

  it('are unknown at an address without a symbol', () => {
    const samples = [{ address: 0xffffffffff600000n, instructions: 7 }];
    const [unknown] = instructionsByFunction(
      { number: 1, sources: 1, instructions: 7, samples },
      { functionAt: () => undefined },
    );
    expect(unknown).toEqual({ ...UNKNOWN, instructions: 7 });
  });
});

describe('the instruction profile', () => {
  it('is what a frame costs, the dearest functions first', () => {
    const profile = instructionProfile(TRIALS);
    expect(profile.instructionsPerFrame).toBe(87_003 / FRAMES);
    expect(profile.trials).toEqual([87_003 / FRAMES, 87_003 / FRAMES]);
    expect(profile.functions.slice(0, 4)).toEqual([
      { name: '__ip_append_data', instructionsPerFrame: 258 },
      { name: 'udp_sendmsg', instructionsPerFrame: 239 },
      { name: '__ip_make_skb', instructionsPerFrame: 199 },
      { name: 'memset_orig', instructionsPerFrame: 181 },
    ]);
    expect(profile.functions).toContainEqual(
      expect.objectContaining({ name: 'dummy_xmit', module: 'dummy' }),
    );
  });

  it('has functions that add up to all', () => {
    const { functions, instructionsPerFrame } = instructionProfile(TRIALS);
    const added = sum(functions.map((each) => each.instructionsPerFrame));
    expect(added).toBeCloseTo(instructionsPerFrame, 6);
  });

  it('weighs trials by their frames', () => {
    const { trials, instructionsPerFrame } = instructionProfile({
      ...TRIALS,
      forwarded: [FRAMES, 3 * FRAMES],
    });
    expect(trials).toEqual([87_003 / FRAMES, 87_003 / (3 * FRAMES)]);
    expect(instructionsPerFrame).toBe((2 * 87_003) / (4 * FRAMES));
  });

  it.each([
    [{ forwarded: [FRAMES] }, '2 records for 1 trials'],
    [{ forwarded: [FRAMES, 0] }, 'no frame was forwarded in trial 2'],
    [{ ingressPorts: 2 }, 'record 1 is of 1 sources'],
    [{ records: [], forwarded: [] }, 'there was no trial'],
  ])('is refused of %j', (change, said) => {
    expect(() => instructionProfile({ ...TRIALS, ...change })).toThrow(said);
  });
});
