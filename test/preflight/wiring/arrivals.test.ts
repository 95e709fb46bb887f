import { describe, expect, it } from 'vitest';
import { arrivals } from '../../../src/preflight/wiring/arrivals.js';
import { FRAMES } from '../../../src/preflight/wiring/probe-steps.js';

/** The frames that arrive at the probes 0, 1, 2 in each sending. */
const after = async (...rounds: readonly (readonly number[])[]) => {
  let sent = 0;
  const arrived = await arrivals(() => Promise.resolve(new Map((rounds[sent++] ?? []).entries())));
  return { at: [...arrived], sent };
};

describe('the probes at which frames arrive', () => {
  it('are those that receive most of them, after one sending', async () => {
    expect(await after([0, FRAMES, FRAMES / 2])).toEqual({ at: [1, 2], sent: 1 });
    expect(await after([0, 0, 0])).toEqual({ at: [], sent: 1 });
  });

  it('include those of a cable that loses most frames', async () => {
    expect(await after([0, 1, 0], [0, 1, 0])).toEqual({ at: [1], sent: 2 });
  });

  it('do not include one with a single frame once, the announcement of another probe', async () => {
    expect(await after([0, 1, FRAMES], [0, 0, FRAMES])).toEqual({ at: [2], sent: 2 });
    // Nor one that receives frames of the second sending only.
    expect(await after([1, 0, 0], [0, 1, 0])).toEqual({ at: [], sent: 2 });
  });
});
