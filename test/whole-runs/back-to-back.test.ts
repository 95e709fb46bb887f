import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../src/config/load.js';
import { inSeconds, pps } from '../../src/model/units.js';
import type { SimulatedDevice } from '../../src/rfc2544/simulated-device/simulated-device.js';
import { mostCost } from '../../src/session/plan/cost.js';
import { withFile } from '../config/examples.js';
import { shown } from '../report/shown.js';
import { runRecord } from '../results/record.js';
import { conductPlaybook } from './conduct-playbook.js';

const BACK_TO_BACK = `  - test: back-to-back
    frameRate: 1 Mpps
    throughput: 750 kpps
    longestBurst: 100 ms
    repeats: 3
`;
const device = { capacity: pps(750_000), bufferDepth: 512 };

const reportOf = async (procedures: string, simulated: SimulatedDevice) => {
  const { results, trials } = await conductPlaybook(procedures, simulated);
  return shown({ ...runRecord, results: [...results] }, trials);
};

describe("a playbook's back-to-back test", () => {
  it('finds the depth of the buffer', async () => {
    const { results, trials, planned } = await conductPlaybook(BACK_TO_BACK, device);
    const result = results[0]?.result;
    if (result?.test !== 'back-to-back') throw new Error('no back-to-back test');
    if (result.outcome.state !== 'measured') throw new Error(result.outcome.state);
    const { correctedBufferTime, lengths } = result.outcome;
    expect(inSeconds(correctedBufferTime) * 1e6).toBe(device.bufferDepth);
    // Three quarters of the burst are forwarded while it comes.
    expect(lengths).toEqual(Array(3).fill(4 * device.bufferDepth));
    expect(trials.length).toBeLessThanOrEqual(planned);
    expect(new Set(trials.map(({ test }) => test))).toEqual(new Set(['back-to-back']));
  });

  it('tries bursts at the frame rate, none longer than asked', async () => {
    const { trials } = await conductPlaybook(BACK_TO_BACK, device);
    const requests = trials.map(({ result }) => result.request);
    expect(new Set(requests.map(({ intendedLoad }) => intendedLoad))).toEqual(new Set([1e6]));
    expect(Math.max(...requests.map(({ duration }) => duration))).toBe(100e6);
  });

  it('has a section of its own in the report', async () => {
    expect(await reportOf(BACK_TO_BACK, device)).toContain(`
Search parameters
frame size    step  longest tried  repeats
     bytes  frames         frames
        64       1         100000        3
`);
  });

  it.each([
    [
      BACK_TO_BACK,
      { ...device, bufferDepth: 1e6 },
      / >= 100000 +>= 100000 +>= 100000 +- +>= 100\.0 +>= 25\.00\b/m,
      'no loss in the longest burst tried in 3 of 3: lower bound only',
    ],
    [
      BACK_TO_BACK,
      { ...device, generator: { limit: pps(740_000) } },
      / - +- +- +- +- +- +- {2}\S/m,
      'burst of 100000 frames not measurable: generator-fell-behind',
    ],
    [
      BACK_TO_BACK,
      { ...device, generator: { limit: pps(900_000) } },
      / 900\.0 {2}bursts were 10 % below/m,
      'on average, 10 % below line rate',
    ],
    [
      BACK_TO_BACK.replace('750 kpps', '1 Mpps'),
      device,
      / - +- +- +- +- +- +- {2}not applicable/m,
      '64 bytes: back-to-back frames not applicable: the throughput is the frame rate',
    ],
  ])('says what its figures are worth (%#)', async (procedures, simulated, row, remark) => {
    const text = await reportOf(procedures, simulated);
    expect(text).toMatch(row);
    expect(text).toContain(remark);
  });

  it('is planned with its own bursts', async () => {
    const text = `name: bursts
dataPlanes: [napi-macvlan]
trial: { duration: 10 s, residualWait: 2 s, restabilise: 5 s }
procedures:
${BACK_TO_BACK}`;
    const { playbook } = await withFile(text, loadPlaybook);
    // 36 bursts in each repeat at most.
    expect(inSeconds(mostCost(playbook).time)).toBeCloseTo(3 * 36 * 7.1);
  });
});
