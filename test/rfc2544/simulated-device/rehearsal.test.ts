import { describe, expect, it } from 'vitest';
import { MINIMUM_FRAME } from '../../../src/model/frame.js';
import { pps, seconds } from '../../../src/model/units.js';
import { loadSweep } from '../../../src/rfc2544/tests/load-sweep/procedure.js';
import { rehearse } from '../../../src/rfc2544/simulated-device/rehearsal.js';
import { throughput } from '../../../src/rfc2544/tests/throughput/procedure.js';

const shape = { frameSize: MINIMUM_FRAME, duration: seconds(1) };

describe('rehearse', () => {
  it('finds every trial of a load sweep', () => {
    const intendedLoads = [pps(1000), pps(2000)];
    const sweep = loadSweep(shape, { intendedLoads, repeats: 2, order: 'as-given', seed: 1 });
    expect(rehearse(sweep).trials.map(({ intendedLoad }) => intendedLoad)).toEqual([
      1000, 1000, 2000, 2000,
    ]);
  });

  it('finds of a search what it asks of a device without loss', () => {
    const search = throughput(shape, {
      minimumLoad: pps(1000),
      maximumLoad: pps(9000),
      resolution: 0.1,
    });
    expect(rehearse(search).trials.map(({ intendedLoad }) => intendedLoad)).toContain(9000);
  });
});
