import { describe, expect, it } from 'vitest';
import { bytes, inSeconds, pps } from '../../../../src/model/units.js';
import { PRESETS } from '../../../../src/rfc2544/search/mlrsearch/goal.js';
import type { SearchGoal } from '../../../../src/rfc2544/search/mlrsearch/result-schema.js';
import { mlrSearch } from '../../../../src/rfc2544/search/mlrsearch/mlrsearch.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { conductOn } from '../../conducting.js';

// What MLRsearch costs and how far off it is, on devices whose capacity is known.
// `npm run bench:search` prints the table; the figures are asserted in every test run.

const CAPACITY = pps(700_000);
const RANGE = { minimumLoad: pps(9_001), maximumLoad: pps(1_488_095), resolution: 0.005 };

const search = (device: Omit<SimulatedDevice, 'capacity'>, goals: readonly SearchGoal[]) => {
  const { result, requests } = conductOn(
    simulate({ capacity: CAPACITY, ...device }),
    mlrSearch(bytes(64), { goals, range: RANGE }),
  );
  const [found] = result;
  if (found?.state !== 'regular') throw new Error(`irregular: ${JSON.stringify(found)}`);
  return {
    trials: requests.length,
    traffic: requests.reduce((sum, { duration }) => sum + inSeconds(duration), 0),
    error: Math.abs(found.lower.load / CAPACITY - 1),
  };
};

const rows: string[] = [];
const tell = (name: string, trials: number, traffic: number, error: number): void => {
  const figures = [String(trials), `${traffic} s`, `${(error * 100).toFixed(2)} %`];
  rows.push([name.padEnd(52), ...figures.map((text) => text.padStart(9))].join(''));
  if (process.env.npm_lifecycle_event !== 'bench:search') return;
  process.stdout.write(
    `${rows.length === 1 ? `${'search'.padEnd(52)}   trials  traffic    error\n` : ''}${rows.at(-1) ?? ''}\n`,
  );
};

const single = (name: string, device: Omit<SimulatedDevice, 'capacity'>, goals: SearchGoal[]) => {
  const cost = search(device, goals);
  tell(name, cost.trials, cost.traffic, cost.error);
  return cost;
};

const seeds = (name: string, device: Omit<SimulatedDevice, 'capacity'>) => {
  const costs = Array.from({ length: 200 }, (_, seed) =>
    search({ ...device, noise: 0.01, seed: seed + 1 }, [PRESETS.rfc2544]),
  );
  const worst = {
    trials: Math.max(...costs.map(({ trials }) => trials)),
    traffic: Math.max(...costs.map(({ traffic }) => traffic)),
    error: Math.max(...costs.map(({ error }) => error)),
  };
  tell(name, worst.trials, worst.traffic, worst.error);
  return worst;
};

describe('the cost of a search for 700 kpps at 0.5 % width', () => {
  const { rfc2544, tst009, 'csit-ndr': csitNdr, 'csit-pdr': csitPdr } = PRESETS;

  it('is under 100 s of traffic for RFC 2544 without noise', () => {
    const { traffic, error } = single('RFC 2544, saturates', {}, [rfc2544]);
    expect(traffic).toBeLessThanOrEqual(100);
    expect(error).toBeLessThanOrEqual(0.005);
  });

  it('is under 91.5 s if the device collapses under overload', () => {
    const { traffic, error } = single('RFC 2544, collapses', { overloadPenalty: 1 }, [rfc2544]);
    expect(traffic).toBeLessThan(91.5);
    expect(error).toBeLessThanOrEqual(0.005);
  });

  it('is under 300 s if all trials last 60 s, and under 1080 s if the device collapses too', () => {
    const full = { ...rfc2544, initialDuration: rfc2544.finalDuration };
    const saturating = single('RFC 2544, 60 s trials only, saturates', {}, [full]);
    const collapse = { overloadPenalty: 1 };
    const collapsing = single('RFC 2544, 60 s trials only, collapses', collapse, [full]);
    expect(saturating.traffic).toBeLessThan(300);
    expect(collapsing.traffic).toBeLessThan(1080);
    expect(Math.max(saturating.error, collapsing.error)).toBeLessThanOrEqual(0.005);
  });

  it('is under 300 s for TST009 and not above 35 s for CSIT', () => {
    expect(single('TST009, saturates', {}, [tst009]).traffic).toBeLessThan(300);
    expect(single('CSIT NDR and PDR, saturates', {}, [csitNdr, csitPdr]).traffic).toBeLessThan(36);
  });

  it('buys an error of at most 0.7 % under noise of 1 %/sqrt(s), in 200 seeds', () => {
    const saturating = seeds('RFC 2544, saturates, noise, worst of 200', {});
    const collapsing = seeds('RFC 2544, collapses, noise, worst of 200', { overloadPenalty: 1 });
    expect(saturating.error).toBeLessThanOrEqual(0.007);
    expect(collapsing.error).toBeLessThanOrEqual(0.007);
  });
});
