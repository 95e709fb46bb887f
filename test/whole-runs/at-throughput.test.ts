import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../src/config/load.js';
import { milliseconds, nanoseconds, pps, seconds } from '../../src/model/units.js';
import type { SimulatedDevice } from '../../src/rfc2544/simulated-device/simulated-device.js';
import { mostCost } from '../../src/session/plan/cost.js';
import { withFile } from '../config/examples.js';
import { shown } from '../report/shown.js';
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
  return shown({ ...runRecord, results: [...results] }, trials);
};

describe("a playbook's tests at a known throughput", () => {
  it("find the device's times, as often as told, or as RFC 2544 wants", async () => {
    const { results, trials, planned } = await conductPlaybook(PROCEDURES, device);
    expect(trials).toHaveLength(8);
    // A tagged frame that is lost is followed by another.
    expect(planned).toBe(10);
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
    const text = await reportOf(device);
    expect(text).toContain(`
Latency of the tagged frame
data plane    frame size   load   mean  at least  at most    min    max  repeats  remarks
                   bytes   kpps     us        us       us     us     us
napi-macvlan          64  700.0  16.38     16.38    16.38  16.38  16.38        2  -
`);
    expect(text).toContain(`
How long frames were lost after an overload
data plane    frame size  overload   then   mean    min    max  repeats  accuracy +-  remarks
                   bytes      kpps   kpps     ms     ms     ms                    ms
napi-macvlan          64     770.0  385.0  40.00  40.00  40.00        3        0.003  -
`);
    expect(text).toContain(`
Time without forwarding, by frames lost at a load
data plane    frame size  reset   load   mean    min    max  repeats  remarks
                   bytes          kpps      s      s      s
napi-macvlan          64  power  700.0  2.500  2.500  2.500        3  -
`);
  });

  it.each([
    [
      { ...device, recoveryTime: seconds(70), resetTime: seconds(40) },
      / >= 60\.00 +>= 60\.00 +>= 60\.00 +3 +2\.597 {2}still losing frames at trial end in 3 of 3$/m,
      / >= 20\.00 +>= 20\.00 +>= 20\.00 +3 {2}still down at trial end in 3 of 3$/m,
    ],
    [
      { ...device, capacity: pps(900_000) },
      / - +- +- +- +- {2}no loss in the overload$/m,
      / 2\.500 /,
    ],
    [
      { ...device, generator: { limit: pps(600_000) } },
      /^napi-macvlan +64 +770\.0 .* - {2}not measurable: generator-fell-behind$/m,
      /^napi-macvlan +64 {2}power +700\.0 .* - {2}not measurable: generator-fell-behind$/m,
    ],
  ])('say what their figures are worth (%#)', async (simulated, recovery, reset) => {
    const text = await reportOf(simulated);
    expect(text).toMatch(recovery);
    expect(text).toMatch(reset);
  });

  it('are planned with the lengths of their own trials', async () => {
    const text = `name: x
dataPlanes: [napi-macvlan]
trial: { duration: 1 s, residualWait: 2 s, restabilise: 5 s }
procedures:
${PROCEDURES}`;
    const { playbook } = await withFile(text, loadPlaybook);
    const { trials, time } = mostCost(playbook);
    expect(trials).toBe(10);
    expect(time).toBe(seconds(2 * 2 * (120 + 7) + 3 * (120 + 7) + 3 * (30 + 7)));
  });
});
