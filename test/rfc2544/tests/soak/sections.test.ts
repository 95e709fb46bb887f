import { describe, expect, it } from 'vitest';
import { pps } from '../../../../src/model/units.js';
import type { SimulatedDevice } from '../../../../src/rfc2544/simulated-device/simulated-device.js';
import { shown } from '../../../report/shown.js';
import { runRecord } from '../../../results/record.js';
import { conductPlaybook } from '../../../whole-runs/conduct-playbook.js';

const SOAK = '  - { test: soak, load: 70 kpps, trialDuration: 1 s, totalDuration: 4 s }\n';

const reportOf = async (device: SimulatedDevice): Promise<string> => {
  const { results, trials } = await conductPlaybook(SOAK, device);
  return shown({ ...runRecord, results: [...results] }, trials);
};

describe("a soak's section", () => {
  it('says that a load was held without loss', async () => {
    const text = await reportOf({ capacity: pps(70_000) });
    expect(text).toContain('napi-macvlan, 64 bytes: 70 kpps held without loss');
    expect(text).toMatch(/^napi-macvlan +64 +70\.00 +70\.00 +280000 +0 +0 +no loss$/m);
  });

  it('says how much was lost, since when, and draws it', async () => {
    const text = await reportOf({ capacity: pps(63_000) });
    expect(text).toMatch(/64 bytes: 70 kpps held; 10 % lost, from trial 1 on/);
    expect(text).toMatch(/^napi-macvlan +64 +70\.00 +70\.00 +280000 +28000 +10\S* +from trial 1$/m);
    expect(text).toContain('Loss over time');
  });

  it('says why a soak did not run', async () => {
    const text = await reportOf({ capacity: pps(70_000), generator: { limit: pps(1_000) } });
    expect(text).toContain('64 bytes: 70 kpps not measurable: generator-fell-behind');
  });
});
