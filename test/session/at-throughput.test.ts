import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../src/config/load.js';
import { milliseconds, nanoseconds, pps, seconds } from '../../src/model/units.js';
import { terminalReport } from '../../src/report/terminal.js';
import type { SimulatedDevice } from '../../src/rfc2544/simulated-device/simulated-device.js';
import { plannedSeconds, plannedTrials } from '../../src/session/planned-trials.js';
import { withFile } from '../config/examples.js';
import { runRecord } from '../results/record.js';
import { conductPlaybook } from './conduct-playbook.js';

const PROCEDURES = `  - test: latency
    throughput: 700 kpps
    repeats: 2
  - test: system-recovery
    frameRate: 1400 kpps
    throughput: 700 kpps
  - test: reset
    kind: power
    throughput: 700 kpps
    duration: 30 s
`;
const device = {
  capacity: pps(700_000),
  latency: nanoseconds(16_384),
  recoveryTime: milliseconds(40),
  resetTime: seconds(2.5),
};

const reportOf = async (simulated: SimulatedDevice) => {
  const { results, trials } = await conductPlaybook(PROCEDURES, simulated);
  return terminalReport({ ...runRecord, results: [...results] }, trials, { folder: 'results/x' });
};

describe("a playbook's tests at a known throughput", () => {
  it("find the device's times, as often as told, or as RFC 2544 wants", async () => {
    const { results, trials, planned } = await conductPlaybook(PROCEDURES, device);
    expect(trials).toHaveLength(8);
    expect(planned).toBe(8);
    expect(trials.map(({ test }) => test)).toEqual([
      ...Array<string>(2).fill('latency'),
      ...Array<string>(3).fill('system-recovery'),
      ...Array<string>(3).fill('reset'),
    ]);
    expect(results.map(({ result }) => result)).toMatchObject([
      { test: 'latency', outcome: { state: 'measured', average: 16_384, trials: [1, 2] } },
      { test: 'system-recovery', outcome: { state: 'measured', trials: [3, 4, 5] } },
      {
        test: 'reset',
        kind: 'power',
        outcome: { state: 'measured', average: 2.5e9, trials: [6, 7, 8] },
      },
    ]);
  });

  it('have sections of their own in the report', async () => {
    expect(await reportOf(device)).toContain(`
Latency (RFC 2544 section 26.2): microseconds at a load in kpps
data plane    bytes   load   mean  at least  at most    min    max  repeats  remarks
napi-macvlan     64  700.0  16.38     16.38    16.38  16.38  16.38        2  -
as RFC 1242 section 3.8 defines it for store and forward devices: last bit in to first bit out

System recovery (RFC 2544 section 26.5): ms in which frames were lost after an overload in kpps
data plane    bytes  overload   then   mean    min    max  repeats  remarks
napi-macvlan     64     770.0  385.0  40.00  40.00  40.00        3  exact to 0.003

Reset (RFC 2544 section 26.6, RFC 6201): ms without forwarding, by frames lost at a load in kpps
data plane    bytes  reset   load  mean   min   max  repeats  remarks
napi-macvlan     64  power  700.0  2500  2500  2500        3  -

`);
  });

  it.each([
    [
      { ...device, recoveryTime: seconds(70), resetTime: seconds(40) },
      / >= 60000 +>= 60000 +>= 60000 +3 {2}not over in 3 of 3,\n +exact to 0.003$/m,
      / >= 20000 +>= 20000 +>= 20000 +3 {2}not over in 3 of 3$/m,
    ],
    [{ ...device, capacity: pps(900_000) }, / - +- +- +- {2}no loss in the overload$/m, / 2500 /],
    [
      { ...device, generatorLimit: pps(600_000) },
      /^napi-macvlan +64 +770\.0 .* - {2}not measurable, generator-fell-behind$/m,
      /^napi-macvlan +64 {2}power +700\.0 .* - {2}not measurable, generator-fell-behind$/m,
    ],
  ])('say what their figures are worth (%#)', async (simulated, recovery, reset) => {
    const text = await reportOf(simulated);
    expect(text).toMatch(recovery);
    expect(text).toMatch(reset);
    const [untilInvalid = ''] = text.split('Invalid trials');
    for (const line of untilInvalid.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('are planned with the lengths of their own trials', async () => {
    const text = `name: x
dataPlanes: [napi-macvlan]
trial: { duration: 1 s, residualWait: 2 s, restabilise: 5 s }
procedures:
${PROCEDURES}`;
    const { playbook } = await withFile(text, loadPlaybook);
    expect(plannedTrials(playbook)).toBe(8);
    expect(plannedSeconds(playbook)).toBeCloseTo(2 * (120 + 7) + 3 * (120 + 7) + 3 * (30 + 7));
  });
});
