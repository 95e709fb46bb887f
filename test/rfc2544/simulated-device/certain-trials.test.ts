import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { certainTrials } from '../../../src/rfc2544/simulated-device/certain-trials.js';
import { rehearse } from '../../../src/rfc2544/simulated-device/rehearsal.js';
import { simulate } from '../../../src/rfc2544/simulated-device/simulated-device.js';
import { loadSweep } from '../../../src/rfc2544/tests/load-sweep/procedure.js';
import { throughput } from '../../../src/rfc2544/tests/throughput/procedure.js';
import type { EndedTrial } from '../../../src/rfc2544/trials/procedure.js';

const shape = { frameSize: MINIMUM_FRAME, duration: seconds(1) };
const range = { minimumLoad: pps(1000), maximumLoad: pps(1_000_000), resolution: 0.02 };
const loadsOf = (trials: readonly { readonly intendedLoad: number }[]) =>
  trials.map(({ intendedLoad }) => intendedLoad);

describe('the trials that come next whatever their results are', () => {
  it('are all of a sweep', () => {
    const goal = { intendedLoads: [pps(10), pps(20)], repeats: 2 };
    expect(loadsOf(certainTrials(() => loadSweep(shape, goal)))).toEqual([10, 10, 20, 20]);
  });

  it('are one of a bisection', () => {
    expect(certainTrials(() => throughput(shape, range))).toHaveLength(1);
  });

  it('are a round of a search in rounds, and the next one after it', () => {
    const begin = () => throughput({ ...shape, atOnce: 18 }, range);
    const device = simulate({ capacity: pps(250_000) });
    const first = certainTrials(begin);
    expect(first).toHaveLength(18);
    const ended = first.map((request, index): EndedTrial => {
      return { sequence: index + 1, result: device(request) };
    });
    const second = certainTrials(begin, ended);
    const all = rehearse(begin(), simulate({ capacity: pps(250_000) })).trials;
    expect([...first, ...second]).toEqual(all);
    expect(second.length).toBeGreaterThan(1);
  });
});
