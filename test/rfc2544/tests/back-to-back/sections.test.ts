import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds as ns, pps } from '../../../../src/model/units.js';
import { backToBackSections } from '../../../../src/rfc2544/tests/back-to-back/sections.js';
import { told } from '../told.js';

const context = { trialOf: () => undefined };
const cell = { dataPlane: 'macvlan', frameSize: bytes(64) } as const;
const causes = [{ code: 'sink-dropped', detail: '3 frames' } as const];

describe('back-to-back frames', () => {
  type Outcome = Parameters<typeof backToBackSections>[1][number]['result']['outcome'];
  const of = (outcome: Outcome) =>
    told(
      backToBackSections(context, [
        { ...cell, result: { test: 'back-to-back', step: 16, outcome } },
      ]),
    );
  const bursts = {
    state: 'measured',
    lengths: [16, 32],
    longestBurst: 32,
    frameRate: pps(100_000_000),
    offeredLoad: pps(100_000_000),
    lowerBoundOnly: 0,
    average: 24,
    minimum: 16,
    maximum: 32,
    standardDeviation: 8,
    impliedBufferTime: ns(240),
    correctedBufferTime: ns(120),
  } as const;

  it('have lengths in frames and the buffer they imply', () => {
    const [row, headline] = of({ ...bursts, lengths: [...bursts.lengths] });
    expect(row).toEqual([24, 16, 32, 8, 240, 120, 100_000_000, null]);
    expect(headline).toBe('macvlan, 64 bytes: longest burst without loss 24 frames on average');
  });

  it('have lower bounds if the longest burst lost nothing, and no deviation', () => {
    const [row] = of({ ...bursts, lengths: [...bursts.lengths], lowerBoundOnly: 1 });
    const [average, maximum, implied, corrected] = [24, 32, 240, 120].map((atLeast) => ({
      atLeast,
    }));
    expect(row.slice(0, -1)).toEqual([average, 16, maximum, null, implied, corrected, 100_000_000]);
    expect(row.at(-1)).toBe('no loss in the longest burst tried in 1 of 2: lower bound only');
  });

  it('say if they were below line rate', () => {
    const [row, headline] = of({
      ...bursts,
      lengths: [...bursts.lengths],
      offeredLoad: pps(95_400_000),
    });
    expect(row.slice(-2)).toEqual([95_400_000, 'bursts were 4.6 % below line rate']);
    expect(headline).toBe(
      'macvlan, 64 bytes: longest burst without loss 24 frames on average, 4.6 % below line rate',
    );
  });

  it('that were not measurable say why', () => {
    const [row] = of({ state: 'undecided', burst: 64, causes: [...causes] });
    expect(row.at(-1)).toBe('burst of 64 frames not measurable: sink-dropped');
  });
});
