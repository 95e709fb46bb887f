import { describe, expect, it } from 'vitest';
import type { TrialResult } from '../../../src/model/trial.js';
import { placesText } from '../../../src/rfc2544/sections/losses.js';
import { trialRecord } from '../../results/record.js';

const lost = (losses: TrialResult['losses'], unlocated = 0): string =>
  placesText(trialRecord(1, [1000, 0], { losses, unlocated }).result);

describe('the places where frames were lost', () => {
  it('are those of the most frames first', () => {
    expect(
      lost([
        { location: 'ingress-nic', frames: 300 },
        { location: 'backlog-queue', frames: 700 },
      ]),
    ).toBe('backlog queue, ingress NIC');
  });

  it('are not those of a small fraction', () => {
    expect(
      lost([
        { location: 'ingress-nic', frames: 10 },
        { location: 'backlog-queue', frames: 990 },
      ]),
    ).toBe('backlog queue');
  });

  it('are reported as not located if they are not', () => {
    expect(lost([{ location: 'ip', frames: 100 }], 900)).toBe('not located, IP layer');
    expect(lost([])).toBe('');
  });
});
