import { describe, expect, it } from 'vitest';
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

describe('the instruction profile', () => {
  it('is what a frame costs, the most expensive functions first', () => {
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
    [{ ingressPorts: 2 }, 'record 1 has 1 of the sources'],
    [{ records: [], forwarded: [] }, 'there was no trial'],
  ])('is refused of %j', (change, message) => {
    expect(() => instructionProfile({ ...TRIALS, ...change })).toThrow(message);
  });
});
