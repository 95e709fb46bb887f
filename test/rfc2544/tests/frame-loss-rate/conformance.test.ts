import { describe, expect, it } from 'vitest';
import { pps } from '../../../../src/model/units.js';
import type { SimulatedDevice } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { archivedRun, judgementOf, MACHINES, seenTrial } from '../../conformance/archived-run.js';

const playbook = (settings: string) => `name: loss
dataPlanes: [napi-macvlan]
trial: { duration: 60 s }
procedures:
  - { test: throughput, minimumLoad: 10 kpps, resolution: 5 % }
  - { test: frame-loss-rate, step: 10 %${settings} }
`;

const judged = async (device: SimulatedDevice, settings = '') => {
  const { run } = await archivedRun(playbook(settings), {
    ...{ device, setup: MACHINES },
    change: seenTrial,
  });
  return (section: string, words: string) => judgementOf(run, `RFC 2544, ${section}`, words);
};

describe('conformance of the frame loss rate', () => {
  it('is met down to two loads without loss', async () => {
    const row = await judged({ capacity: pps(700_000) });
    for (const words of ['first at', 'until two', 'steps of', 'the loss rate', 'its axes']) {
      expect(row('26.3', words)).toBe('met');
    }
  });

  it('is not met by a device that loses 0.01 % at any load', async () => {
    const row = await judged({ capacity: pps(700_000), lossFloor: 1e-4 });
    expect(row('26.3', 'until two')).toBe('deviates: never: frames are lost at any load');
    expect(row('26.1', 'no frame is lost')).toBe('not seen: no throughput was found at 64 bytes');
    expect(row('26.1', 'the throughput as')).toBe('not seen: no throughput was found');
  });

  it('begins at the maximum of the media, as it was offered', async () => {
    const lower = await judged({ capacity: pps(700_000) }, ', maximumLoad: 1 Mpps');
    expect(lower('26.3', 'first at')).toBe('deviates: 1000000 of 1488095 pps');
    const slow = await judged({ capacity: pps(700_000), generator: { limit: pps(1_300_000) } });
    expect(slow('26.3', 'first at')).toBe('not seen: the first load could not be measured');
    expect(slow('20', 'up to')).toMatch(/^deviates: \d+ of 1488095 pps$/);
  });

  it('was not seen to end if the lowest loads could not be measured', async () => {
    const row = await judged({ capacity: pps(700_000), generator: { limit: pps(5_000) } });
    expect(row('26.3', 'until two')).toBe('not seen: the lowest loads could not be measured');
  });
});
