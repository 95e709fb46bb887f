import { describe, expect, it } from 'vitest';
import { bytes, pps, seconds } from '../../../src/model/units.js';
import { throughputFoundBy } from '../../../src/rfc2544/tests/procedure-of.js';
import { multipleLossRatio } from '../../../src/rfc2544/tests/mlrsearch/procedure.js';
import { PRESETS } from '../../../src/rfc2544/search/mlrsearch/goal.js';
import type { SearchGoal } from '../../../src/rfc2544/search/mlrsearch/result-schema.js';
import {
  simulate,
  type SimulatedDevice,
} from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { throughput } from '../../../src/rfc2544/tests/throughput/procedure.js';
import { conductOn } from '../conducting.js';

const shape = { frameSize: bytes(64), duration: seconds(1) };
const range = { minimumLoad: pps(9_001), maximumLoad: pps(1_488_095), resolution: 0.005 };
const { rfc2544, tst009, 'csit-ndr': csitNdr, 'csit-pdr': csitPdr } = PRESETS;

const search = (device: SimulatedDevice) =>
  conductOn(simulate(device), throughput(shape, range)).result;

const goalSearch = (device: SimulatedDevice, ...goals: SearchGoal[]) =>
  conductOn(simulate(device), multipleLossRatio(shape.frameSize, { goals, range })).result;

describe('the throughput that a search found', () => {
  it('is the load of its lower bound', () => {
    const result = search({ capacity: pps(700_000) });
    if (result.outcome.state !== 'found') throw new Error(result.outcome.state);
    const { load } = result.outcome.lower;
    expect(throughputFoundBy(result)).toEqual({ state: 'found', load });
    expect(throughputFoundBy(search({ capacity: pps(2e6) }))).toEqual({
      state: 'found',
      load: 1_488_095,
    });
  });

  it.each([search, (device: SimulatedDevice) => goalSearch(device, rfc2544)])(
    'is none where there is no lower bound, with the reason (%#)',
    (searching) => {
      expect(throughputFoundBy(searching({ capacity: pps(0) }))).toEqual({
        state: 'none',
        reason: 'the throughput is 0: loss even at 9001 pps',
      });
      const stalled = { capacity: pps(1e6), generator: { limit: pps(5_000) } };
      expect(throughputFoundBy(searching(stalled))).toEqual({
        state: 'none',
        reason: 'the throughput is not known: 9001 pps was not measurable (generator-fell-behind)',
      });
    },
  );

  it('is that of the strictest goal without loss', () => {
    const result = goalSearch({ capacity: pps(700_000) }, csitPdr, csitNdr, tst009, rfc2544);
    const strictest = result.goals.at(-1);
    if (strictest?.state !== 'regular') throw new Error('irregular');
    expect(throughputFoundBy(result)).toEqual({ state: 'found', load: strictest.lower.load });
  });

  it('is up to the load that could be measured', () => {
    const limited = { capacity: pps(1e6), generator: { limit: pps(400_000) } };
    for (const result of [search(limited), goalSearch(limited, rfc2544)]) {
      const found = throughputFoundBy(result);
      if (found?.state !== 'found') throw new Error('none');
      expect(found.load).toBeGreaterThan(397_000);
      expect(found.load).toBeLessThanOrEqual(400_000);
    }
  });

  it('is not given by a goal with loss', () => {
    expect(throughputFoundBy(goalSearch({ capacity: pps(700_000) }, csitPdr))).toBeUndefined();
  });
});
