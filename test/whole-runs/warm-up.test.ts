import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../src/config/load.js';
import { inSeconds, pps } from '../../src/model/units.js';
import { reportOf } from '../../src/report/report.js';
import { mostCost } from '../../src/session/plan/cost.js';
import { withFile } from '../config/examples.js';
import { shown } from '../report/shown.js';
import { runRecord } from '../results/record.js';
import { conductPlaybook } from './conduct-playbook.js';

const PROCEDURES = `  - { test: load-sweep, intendedLoads: [100 kpps, 900 kpps, 500 kpps], order: random, seed: 3 }
  - { test: throughput, minimumLoad: 10 kpps, maximumLoad: 1400 kpps, resolution: 1 % }
  - { test: frame-loss-rate, maximumLoad: 1 Mpps, step: 10 % }
  - { test: back-to-back, frameRate: 1200 kpps, throughput: 700 kpps, longestBurst: 10 ms, repeats: 2 }
  - { test: mlrsearch, goals: [csit-ndr], minimumLoad: 10 kpps, maximumLoad: 1300 kpps, resolution: 1 % }
`;
const HIGHEST = [900_000, 1_400_000, 1_000_000, 1_200_000, 1_300_000];
const conducted = () =>
  conductPlaybook(PROCEDURES, { capacity: pps(700_000) }, 'warmUp: 3 s, duration: 1 s');

describe('a warm-up', () => {
  it('comes before each procedure, at its highest load, and is used by none', async () => {
    const { results, trials, planned } = await conducted();
    expect(trials.length).toBeLessThanOrEqual(planned);
    const warmUps = trials.filter(({ result }) => result.request.warmUp);
    expect(warmUps.map(({ procedure }) => procedure)).toEqual([0, 1, 2, 3, 4]);
    expect(warmUps.map(({ result }) => result.request.intendedLoad)).toEqual(HIGHEST);
    expect(new Set(warmUps.map(({ result }) => result.request.duration))).toEqual(new Set([3e9]));
    for (const { sequence, procedure } of warmUps) {
      expect(trials.find((trial) => trial.procedure === procedure)?.sequence).toBe(sequence);
      expect(JSON.stringify(results)).not.toMatch(new RegExp(`"trials?":\\[?${sequence}[,\\]}]`));
    }
  });

  it('is counted on its own in the report, and never taken for a result', async () => {
    const { results, trials } = await conducted();
    const run = { ...runRecord, results: [...results] };
    const text = shown(run, trials);
    expect(text).toMatch(/^trials: \d+ of .* s, after 5 of 3 s for warm-up$/m);
    expect(text).toMatch(/^napi-macvlan +64 +700\.0 +900\.0 +700\.0 +900\.0 +100 +100 +100$/m);
    const { sections } = reportOf({ ...run, results: [] }, trials.slice(0, 1), { folder: 'x' });
    expect(sections.map(({ id }) => id)).not.toContain('unfinished');
  });

  it('that is invalid is not worth a line', async () => {
    const device = { capacity: pps(700_000), generator: { limit: pps(800_000) } };
    const { trials } = await conductPlaybook(PROCEDURES, device, 'warmUp: 3 s, duration: 1 s');
    expect(trials[0]?.result.validity.state).toBe('invalid');
    const text = shown(runRecord, trials);
    expect(text).not.toMatch(/^ +1 {2}napi-macvlan/m);
  });

  it('is planned with its pauses', async () => {
    const text = (warmUp: string) => `name: x
dataPlanes: [napi-macvlan]
trial: { ${warmUp}duration: 10 s, residualWait: 2 s, restabilise: 5 s }
procedures:
${PROCEDURES}`;
    const lasting = async (warmUp: string) =>
      inSeconds(mostCost((await withFile(text(warmUp), loadPlaybook)).playbook).time);
    const difference = (await lasting('warmUp: 3 s, ')) - (await lasting(''));
    expect(difference).toBeCloseTo(5 * (3 + 2 + 5));
  });
});
