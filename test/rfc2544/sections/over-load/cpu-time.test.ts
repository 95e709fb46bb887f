import { describe, expect, it } from 'vitest';
import { bytes, nanoseconds, pps } from '../../../../src/model/units.js';
import {
  cpuBlocks,
  cpuRemarks,
  forwardingCpu,
} from '../../../../src/rfc2544/sections/over-load/cpu-time.js';
import { trialRecord } from '../../../results/record.js';

/** What a CPU did in a second, in tenths of it: the rest it was idle. */
const cpu = (number: number, softirq: number, system = 0) => ({
  ...{ cpu: number, user: nanoseconds(0), irq: nanoseconds(0), steal: nanoseconds(0) },
  system: nanoseconds(system * 1e8),
  softirq: nanoseconds(softirq * 1e8),
  idle: nanoseconds((10 - softirq - system) * 1e8),
});
const machine = (name: string, ...cpus: ReturnType<typeof cpu>[]) => ({
  ...{ machine: name, steal: 0, softirq: 0, throttled: null, interval: nanoseconds(1e9), cpus },
});
const trial = (sequence: number, frames: number, softirq: number) =>
  trialRecord(sequence, [frames, frames], {
    processors: {
      machines: [
        machine('generator', cpu(0, 10)),
        machine('dut', cpu(0, 0, 8), cpu(1, softirq, 1), cpu(2, softirq)),
      ],
    },
  }).result;
const trials = [trial(1, 10_000, 3), trial(2, 20_000, 9)];
const cell = {
  ...{ dataPlane: 'napi-macvlan' as const, frameSize: bytes(64) },
  result: {
    loads: [10_000, 20_000].map((load, index) => ({
      intendedLoad: pps(load),
      trials: [index + 1],
    })),
  },
};
const context = { trialOf: (sequence: number) => trials[sequence - 1], dut: 'dut' };

describe('the time of CPUs', () => {
  it("is shown of the DUT's CPU that had most soft interrupts", () => {
    const [table] = cpuBlocks([cell], context);
    expect(table?.kind === 'table' && table.rows).toEqual([
      ['napi-macvlan', 64, 10_000, 1, 0.3, 0, 0.1, 0, 0, 0.6],
      ['napi-macvlan', 64, 20_000, 1, 0.9, 0, 0.1, 0, 0, 0],
    ]);
  });

  it('is a curve of soft interrupts over the load', () => {
    const [, curve] = cpuBlocks([cell], context);
    expect(curve?.kind === 'lines' && curve.series).toMatchObject([
      {
        name: 'napi-macvlan',
        points: [
          { x: 10_000, y: 0.3, trials: [1] },
          { x: 20_000, y: 0.9, trials: [2] },
        ],
      },
    ]);
  });

  it('is reported as not read, and not mentioned if the DUT is not known', () => {
    const unread = [10_000, 20_000].map((load, at) => trialRecord(at + 1, [load, load]).result);
    const without = { ...context, trialOf: (sequence: number) => unread[sequence - 1] };
    expect(cpuBlocks([cell], without)).toEqual([]);
    expect(cpuRemarks([cell], without)).toHaveLength(1);
    expect(cpuBlocks([cell], { trialOf: context.trialOf })).toEqual([]);
    expect(cpuRemarks([cell], { trialOf: context.trialOf })).toEqual([]);
    expect(cpuRemarks([cell], context)).toEqual([]);
    const [first] = trials;
    expect(first && forwardingCpu(first, 'another')).toBeUndefined();
  });
});
