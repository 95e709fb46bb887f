import { describe, expect, it } from 'vitest';
import type { ChangeVerdict } from '../../src/comparison/change.js';
import { compareRuns, type Comparison } from '../../src/comparison/compare.js';
import type { ComparedRun } from '../../src/comparison/run.js';
import { bitsPerSecond, bytes, pps } from '../../src/model/units.js';
import type { CellResult, Environment, RunRecord } from '../../src/results/schema.js';
import { runRecord } from '../results/record.js';
import { driftingRun, EMULATED, type DriftingRun } from './drifting-runs.js';

const RATE = 700_000;
const PAIRS = 100;
const INSTRUCTION_TIME: Environment = { kind: 'instruction-time' };

/** Both runs of a setting, the second one's rates higher by a part. */
const compared = (setting: Omit<DriftingRun, 'seed'>, by: number, seed = 1): Comparison =>
  compareRuns(
    driftingRun({ ...setting, seed: 2 * seed, rate: RATE }),
    driftingRun({ ...setting, seed: 2 * seed + 1, rate: RATE * (1 + by) }),
  );

const ratesOf = ({ figures }: Comparison) =>
  figures.filter(({ quantity }) => quantity === 'forwarding-rate');

const verdicts = (comparison: Comparison): readonly ChangeVerdict[] =>
  ratesOf(comparison).map(({ change }) => change.verdict);

const changed = ({ run, trials }: ComparedRun, change: Partial<RunRecord>): ComparedRun => ({
  run: { ...run, ...change },
  trials,
});

const CELL = { dataPlane: 'napi-macvlan', frameSize: bytes(64), procedure: 0 } as const;

const searched = (least: number, most: number): ComparedRun => {
  const result: CellResult['result'] = {
    test: 'throughput',
    outcome: {
      state: 'found',
      lower: { load: pps(least), offeredLoad: pps(least), trial: 1 },
      upper: { reason: 'loss', load: pps(most), trial: 2 },
    },
  };
  return { run: { ...runRecord, results: [{ ...CELL, result }] }, trials: [] };
};

const recovered = (...times: readonly number[]): ComparedRun => {
  const ns = (time: number) => time as never;
  const result: CellResult['result'] = {
    test: 'system-recovery',
    overloadLoad: pps(900_000),
    reducedLoad: pps(450_000),
    outcome: {
      state: 'measured',
      times: times.map(ns),
      average: ns(times.reduce((sum, time) => sum + time, 0) / times.length),
      minimum: ns(Math.min(...times)),
      maximum: ns(Math.max(...times)),
      lowerBoundOnly: 0,
      accuracy: ns(10),
      trials: times.map((_, index) => index + 1),
    },
  };
  const environment: Environment = { kind: 'metal' };
  return { run: { ...runRecord, environment, results: [{ ...CELL, result }] }, trials: [] };
};

describe('repeats', () => {
  it.each([
    ['metal', {}],
    [
      'interleaved on a machine that drifts',
      { environment: EMULATED, drift: 0.2, interleaved: true },
    ],
  ])('find 2 %% in 1 %% of noise, and seldom anything in equal runs: %s', (_, setting) => {
    const seeds = Array.from({ length: PAIRS }, (__, index) => index + 1);
    const worse = seeds.flatMap((seed) => verdicts(compared(setting, -0.02, seed)));
    expect(worse.filter((each) => each === 'regressed').length / worse.length).toBeGreaterThan(0.9);
    const better = seeds.flatMap((seed) => verdicts(compared(setting, 0.02, seed)));
    expect(better.filter((each) => each === 'improved').length / better.length).toBeGreaterThan(
      0.9,
    );
    const alarms = seeds.filter((seed) =>
      compared(setting, 0, seed).figures.some(({ change }) => change.verdict !== 'no-change'),
    );
    expect(alarms.length / PAIRS).toBeLessThanOrEqual(0.08);
  });

  it('have bounds around the change, an effect size and a count', () => {
    const [figure] = ratesOf(compared({ repeats: 30 }, -0.1));
    expect(figure?.change).toMatchObject({ method: 'repeats', scale: 'relative' });
    expect(figure?.change.value).toBeCloseTo(-0.1, 1);
    expect(figure?.change.bounds?.least).toBeLessThan(-0.1 + 0.01);
    expect(figure?.change.bounds?.most).toBeGreaterThan(-0.1 - 0.01);
    expect(figure?.change.effectSize).toBeLessThan(-5);
    expect([figure?.one.n, figure?.other.n]).toEqual([30, 30]);
  });

  it('say in the scale of a loss how many points it rose by', () => {
    const [figure] = compared({}, -0.1).figures.filter(({ quantity }) => quantity === 'loss-ratio');
    expect(figure?.change).toMatchObject({ scale: 'absolute', verdict: 'regressed' });
    expect(figure?.change.value).toBeCloseTo(0.07, 1);
  });

  it('cannot tell from one', () => {
    const [figure] = ratesOf(compared({ repeats: 1 }, -0.1));
    expect(figure?.change.verdict).toBe('cannot-tell');
    expect(figure?.change.because).toContain('one repeat');
    expect(figure?.change.value).toBeCloseTo(-0.1, 1);
  });

  it('cannot tell a drift from a change where data planes were not interleaved', () => {
    const setting = { environment: EMULATED, drift: 0.2 };
    const [figure] = ratesOf(compared({ ...setting, noise: 0.001 }, -0.1));
    expect(figure?.change.verdict).toBe('cannot-tell');
    expect(figure?.change.because).toContain('interleaved');
    expect(verdicts(compared(setting, -0.5))).toEqual(['regressed', 'regressed']);
  });

  it('cannot tell where the machines drifted differently', () => {
    const setting = { environment: EMULATED, interleaved: true, noise: 0.001 };
    const one = driftingRun({ ...setting, seed: 1, drift: 0.2 });
    const other = driftingRun({ ...setting, seed: 2, drift: 0.05 });
    const [figure] = ratesOf(compareRuns(one, other));
    expect(figure?.change.verdict).toBe('cannot-tell');
    expect(figure?.change.because).toContain('drifted differently');
  });

  it('of times are better where they are shorter, also where they were 0', () => {
    const [faster] = compareRuns(recovered(1000, 1010, 990), recovered(500, 505, 495)).figures;
    expect(faster?.change).toMatchObject({ verdict: 'improved', scale: 'relative' });
    const [slower] = compareRuns(recovered(0, 0, 0), recovered(500, 505, 495)).figures;
    expect(slower?.change).toMatchObject({ verdict: 'regressed', scale: 'absolute' });
    // Less than the times are known to.
    const [same] = compareRuns(recovered(1000, 1000), recovered(1015, 1015)).figures;
    expect(same?.change.verdict).toBe('no-change');
  });
});

describe('searches', () => {
  it.each([
    [searched(100, 102), searched(101, 103), 'no-change'],
    [searched(100, 102), searched(102, 104), 'no-change'],
    [searched(100, 102), searched(103, 105), 'improved'],
    [searched(103, 105), searched(100, 102), 'regressed'],
    [searched(0, 102), searched(50, 60), 'no-change'],
  ] as const)('are compared by their bounds (%#)', (one, other, verdict) => {
    expect(compareRuns(one, other).figures.map(({ change }) => change.verdict)).toEqual([verdict]);
  });
});

describe('instruction time', () => {
  it('is compared exactly', () => {
    const setting = { environment: INSTRUCTION_TIME, noise: 0, repeats: 1 };
    expect(verdicts(compared(setting, 0))).toEqual(['no-change', 'no-change']);
    const [figure] = ratesOf(compared(setting, -0.00001));
    expect(figure?.change).toMatchObject({ method: 'exact', verdict: 'regressed' });
    expect(figure?.change.value).toBeCloseTo(-0.00001, 7);
  });

  it('counts instructions per frame, of which fewer are better', () => {
    const profile = (instructionsPerFrame: number): ComparedRun => ({
      run: {
        ...{ ...runRecord, environment: INSTRUCTION_TIME, results: [] },
        instructions: [
          {
            ...{ dataPlane: 'macvlan', ingressPorts: 1, instructionsPerFrame },
            ...{ trials: [instructionsPerFrame], functions: [] },
          },
        ],
      },
      trials: [],
    });
    const [figure] = compareRuns(profile(2000), profile(1900)).figures;
    expect(figure?.change).toMatchObject({ method: 'exact', verdict: 'improved' });
    expect(figure?.change.value).toBeCloseTo(-0.05);
  });
});

describe('runs that cannot be compared', () => {
  const run = driftingRun({ seed: 1 });

  it('show their figures, and say why', () => {
    const { warnings, comparable, figures } = compareRuns(
      run,
      changed(run, { environment: EMULATED }),
    );
    expect(comparable).toBe(false);
    expect(warnings).toEqual(['not comparable: metal against emulated (tcg)']);
    expect(figures.length).toBeGreaterThan(0);
    expect(new Set(figures.map(({ change }) => change.verdict))).toEqual(new Set(['cannot-tell']));
  });

  it('are those on links of another speed', () => {
    const on = (speed: number) =>
      changed(run, { media: { ingressPorts: 1, linkSpeed: bitsPerSecond(speed) } });
    const { warnings, comparable } = compareRuns(on(1e9), on(10e9));
    expect([warnings, comparable]).toEqual([
      ['not comparable: links: 1 Gb/s against 10 Gb/s'],
      false,
    ]);
  });

  it('name the frame sizes that only one has', () => {
    const results = run.run.results.map((cell) => ({ ...cell, frameSize: bytes(128) }));
    const { warnings, comparable } = compareRuns(run, changed(run, { results }));
    expect(warnings).toEqual(['frame sizes differ: only A has 64; only B has 128']);
    expect(comparable).toBe(false);
  });

  it('compare what both have', () => {
    const one = driftingRun({ seed: 1, dataPlanes: ['macvlan', 'napi-macvlan'] });
    const other = driftingRun({
      seed: 2,
      dataPlanes: ['napi-macvlan'],
      loads: [1_000_000, 900_000],
    });
    const { warnings, comparable, figures } = compareRuns(one, other);
    expect(warnings).toEqual(['data planes differ: only A has macvlan; only B has none']);
    expect(comparable).toBe(true);
    expect(figures.every(({ dataPlane }) => dataPlane === 'napi-macvlan')).toBe(true);
  });

  it('say that one of them did not finish', () => {
    const cut = changed(run, { state: { state: 'interrupted' }, runId: 'cut' });
    expect(compareRuns(run, cut).warnings).toEqual([
      'B (cut) is interrupted: only what it measured is compared',
    ]);
  });
});

describe('differences', () => {
  it('are those of the setup, the run and its trials', () => {
    const run = driftingRun({ seed: 1 });
    const longer = run.trials.map((trial) => ({
      ...trial,
      duration: (trial.duration * 60) as never,
    }));
    const other = changed(
      { run: run.run, trials: longer },
      {
        playbook: 'other',
        vrbench: { version: '0.2.0', commit: null },
      },
    );
    expect(compareRuns(run, other).differences).toEqual([
      { what: 'playbook', where: 'run', one: 'quickstart', other: 'other' },
      { what: 'duration of trials', where: 'load-sweep', one: '1 s', other: '60 s' },
      { what: 'version', where: 'vrbench', one: '0.1.0', other: '0.2.0' },
    ]);
  });
});
