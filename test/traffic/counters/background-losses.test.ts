import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loss } from '../../../src/model/trial.js';
import { subtractBackgroundLosses } from '../../../src/traffic/counters/background-losses.js';

const losses: readonly Loss[] = [
  { location: 'ingress-nic', frames: 10 },
  { location: 'backlog-queue', frames: 5 },
];
const sum = (list: readonly Loss[]): number => list.reduce((all, { frames }) => all + frames, 0);

describe('losses of test frames', () => {
  it('are all losses if there are no background frames', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), (missing) => {
        expect(subtractBackgroundLosses(losses, missing, 0)).toEqual(losses);
      }),
    );
  });

  it('are as many as are missing, if background frames can explain the rest', () => {
    expect(subtractBackgroundLosses(losses, 11, 100)).toEqual([
      { location: 'ingress-nic', frames: 6 },
      { location: 'backlog-queue', frames: 5 },
    ]);
    expect(subtractBackgroundLosses(losses, 3, 100)).toEqual([
      { location: 'backlog-queue', frames: 3 },
    ]);
  });

  it('leave the unexplained rest', () => {
    const frames = fc.nat(40);
    fc.assert(
      fc.property(frames, frames, (missing, beside) => {
        const found = subtractBackgroundLosses(losses, missing, beside);
        // More test frames missing than located remain unlocated; more located remain a negative remainder.
        if (missing >= 15) expect(found).toEqual(losses);
        else expect(missing - sum(found)).toBe(Math.min(0, missing - 15 + beside));
      }),
    );
  });
});
