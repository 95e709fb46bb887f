import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../src/config/load.js';
import { inSeconds, pps } from '../../src/model/units.js';
import { terminalReport } from '../../src/report/terminal.js';
import type { SimulatedDevice } from '../../src/rfc2544/simulated-device/simulated-device.js';
import { choicesOf } from '../../src/rfc2544/conformance/choices.js';
import { plannedSeconds } from '../../src/session/planned-trials.js';
import { withFile } from '../config/examples.js';
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
  return terminalReport({ ...runRecord, results: [...results] }, trials, { folder: 'results/x' });
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
Back-to-back frames (RFC 2544 section 26.4, RFC 9004): longest bursts without loss
data plane    bytes    mean   min   max  std dev  implied ms  corrected ms
napi-macvlan     64  2048.0  2048  2048      0.0       2.048         0.512
64 bytes: lengths in frames, in steps of 1 up to 100000; repeats: 3

`);
  });

  it.each([
    [
      BACK_TO_BACK,
      { ...device, bufferDepth: 1e6 },
      / >= 100000\.0 +>= 100000 +>= 100000 +- +>= 100\.000 +>= 25\.000$/m,
      '64 bytes: the longest burst tried lost no frame in 3 of 3 repeats',
    ],
    [
      BACK_TO_BACK,
      { ...device, generatorLimit: pps(900_000) },
      / \? +\? +\? +\? +\? +\?$/m,
      '64 bytes: a burst of 100000 frames was not measurable: generator-fell-behind',
    ],
    [
      BACK_TO_BACK.replace('750 kpps', '1 Mpps'),
      device,
      / - +- +- +- +- +-$/m,
      '64 bytes: not applicable: the throughput is the frame rate',
    ],
  ])('says what its figures are worth (%#)', async (procedures, simulated, row, remark) => {
    const text = await reportOf(procedures, simulated);
    expect(text).toMatch(row);
    expect(text).toContain(remark);
    const [untilInvalid = ''] = text.split('Invalid trials');
    for (const line of untilInvalid.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('is planned with its own bursts, which are not held to 60 s', async () => {
    const text = `name: bursts
dataPlanes: [napi-macvlan]
trial: { duration: 10 s, residualWait: 2 s, restabilise: 5 s }
procedures:
${BACK_TO_BACK}`;
    const { playbook } = await withFile(text, loadPlaybook);
    // 36 bursts in each repeat at most.
    expect(plannedSeconds(playbook)).toBeCloseTo(3 * 36 * 7.1);
    expect(choicesOf(playbook).choices.decidingTrial).toBeUndefined();
  });
});
