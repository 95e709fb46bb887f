import { describe, expect, it } from 'vitest';
import type { ChangeVerdict } from '../../src/comparison/change.js';
import { compareRuns } from '../../src/comparison/compare.js';
import { driftingRun, EMULATED, type DriftingRun } from '../comparison/drifting-runs.js';

const PAIRS = 1000;
const RATE = 700_000;

type Setting = Omit<DriftingRun, 'seed' | 'rate'>;

/** What was said of the forwarding rates of each of many pairs of runs. */
const verdictsOf = (setting: Setting, change: number): readonly (readonly ChangeVerdict[])[] =>
  Array.from({ length: PAIRS }, (_, index) => {
    const one = driftingRun({ ...setting, seed: 2 * index + 1, rate: RATE });
    const other = driftingRun({ ...setting, seed: 2 * index + 2, rate: RATE * (1 + change) });
    return compareRuns(one, other)
      .figures.filter(({ quantity }) => quantity === 'forwarding-rate')
      .map(({ change: { verdict } }) => verdict);
  });

const shareOf = (
  all: readonly (readonly ChangeVerdict[])[],
  holds: (verdicts: readonly ChangeVerdict[]) => boolean,
): number => all.filter(holds).length / all.length;

const isChange = (verdict: ChangeVerdict): boolean =>
  verdict === 'improved' || verdict === 'regressed';

const LOADS = [900_000, 1_000_000, 1_200_000, 1_400_000];

const SETTINGS: readonly (readonly [name: string, setting: Setting])[] = [
  ['one data plane, 1 load', { dataPlanes: ['napi-macvlan'] }],
  ['two data planes, 1 load', {}],
  ['two data planes, 4 loads', { loads: LOADS }],
  [
    'emulated, drifting by 20 %, interleaved, 1 load',
    { environment: EMULATED, drift: 0.2, interleaved: true },
  ],
  [
    'emulated, drifting by 20 %, interleaved, 4 loads',
    { environment: EMULATED, drift: 0.2, interleaved: true, loads: LOADS },
  ],
];

describe.each(SETTINGS)('%s', (name, setting) => {
  const print = (text: string): void => {
    console.log(`${name}: ${text} of ${PAIRS} pairs, 1 % noise, 10 repeats`);
  };

  it('finds a change of 2 % at least 9 times in 10', () => {
    for (const [change, verdict] of [
      [-0.02, 'regressed'],
      [0.02, 'improved'],
    ] as const) {
      const all = verdictsOf(setting, change);
      const each = all.flat();
      const found = each.filter((one) => one === verdict).length / each.length;
      print(`${change * 100} % ${verdict} in ${(found * 100).toFixed(1)} %`);
      expect(found).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('cries wolf on equal runs at most 1 time in 20', () => {
    const wolf = shareOf(verdictsOf(setting, 0), (verdicts) => verdicts.some(isChange));
    print(`a change seen between equal runs in ${(wolf * 100).toFixed(1)} %`);
    expect(wolf).toBeLessThanOrEqual(0.05);
  });
});
