import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/comparison/compare.js';
import { regressionsBeyond } from '../../src/comparison/regressions.js';
import { driftingRun } from './drifting-runs.js';

const changedBy = (part: number) => {
  const common = { noise: 0.001, dataPlanes: ['napi-macvlan'] } as const;
  return compareRuns(
    driftingRun({ ...common, seed: 1, rate: 700_000 }),
    driftingRun({ ...common, seed: 2, rate: 700_000 * (1 + part) }),
  ).figures;
};

describe('regressionsBeyond', () => {
  it('are those whose bounds exclude smaller changes', () => {
    const figures = changedBy(-0.05);
    expect(regressionsBeyond(figures, 0.04).map(({ quantity }) => quantity)).toEqual([
      'maximum-forwarding-rate',
      'forwarding-rate',
    ]);
    expect(regressionsBeyond(figures, 0.02).map(({ quantity }) => quantity)).toContain(
      'loss-ratio',
    );
    expect(regressionsBeyond(figures, 0.0501)).toEqual([]);
  });

  it('do not include improvements', () => {
    expect(regressionsBeyond(changedBy(0.05), 0)).toEqual([]);
  });
});
