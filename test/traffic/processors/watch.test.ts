import { describe, expect, it } from 'vitest';
import { processorWatch } from '../../../src/traffic/processors/watch.js';
import { scriptedHost } from '../../provision/kernel-module/scripted-host.js';

const { signal } = new AbortController();

/** A machine with one CPU, which prints these times one after the other. */
const machine = (name: string, ...stats: string[]) => {
  const host = scriptedHost([]);
  const run: typeof host.run = (argv) => {
    const stdout = stats.shift() ?? expect.fail('it was read too often');
    return Promise.resolve({ argv, exitCode: 0, stdout, stderr: '' });
  };
  return { ...host, name, run };
};
const NOTHING = { cpu: 0, user: 0, system: 0, irq: 0, softirq: 0, steal: 0, idle: 0 };
const HOT = '/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count';

describe('processorWatch', () => {
  it('reads each machine once before and once after, whatever roles it plays', async () => {
    const dut = machine(
      'dut',
      `cpu0 0 0 0 0 0 0 0 0\n${HOT}:1\n`,
      `cpu0 0 0 0 49 0 0 31 20\n${HOT}:4\n`,
    );
    const generator = machine('generator', 'cpu0 0 0 0 0\n', 'cpu0 50 0 0 50\n');
    const watched = processorWatch([dut, generator, dut])(() => Promise.resolve('done'), signal);
    expect(await watched).toEqual({
      result: 'done',
      found: {
        machines: [
          {
            ...{ machine: 'dut', steal: 0.19, softirq: 0.3, throttled: 3, interval: 1e9 },
            cpus: [{ ...NOTHING, softirq: 0.31e9, steal: 0.2e9, idle: 0.49e9 }],
          },
          {
            ...{ machine: 'generator', steal: 0, softirq: 0, throttled: null, interval: 1e9 },
            cpus: [{ ...NOTHING, user: 0.5e9, idle: 0.5e9 }],
          },
        ],
      },
    });
  });

  it('leaves out a machine that was restarted', async () => {
    const dut = machine('dut', 'cpu0 500 0 0 500\n', 'cpu0 5 0 0 5\n');
    const { found } = await processorWatch([dut])(() => Promise.resolve(), signal);
    expect(found).toEqual({ machines: [] });
  });
});
