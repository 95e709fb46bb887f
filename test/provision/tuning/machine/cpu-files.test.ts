import { describe, expect, it } from 'vitest';
import { governor } from '../../../../src/provision/tuning/machine/governor.js';
import { turbo } from '../../../../src/provision/tuning/machine/turbo.js';
import { nicHost } from '../nic-host.js';

const CPU = '/sys/devices/system/cpu';
const GOVERNORS = `${CPU}/cpu[0-9]*/cpufreq/scaling_governor`;
const file = (cpu: number): string => `${CPU}/cpu${cpu}/cpufreq/scaling_governor`;

describe("the CPUs' governor", () => {
  const step = governor({ wanted: 'performance' });

  it('is set if it differs, and restored', async () => {
    const host = nicHost(() => ({
      [GOVERNORS]: `${file(0)}\tpowersave\n${file(1)}\tperformance\n`,
    }));
    const before = await step.read(host);
    await step.apply(host);
    expect(host.set).toEqual([`${file(0)} performance`]);
    await step.undo(host, before);
    expect(host.set[1]).toBe(`${file(0)} powersave\n${file(1)} performance`);
  });

  it('is refused without frequency scaling, unless it is optional', async () => {
    const host = nicHost(() => ({}));
    await expect(step.read(host)).rejects.toThrow(
      /the frequency governor to performance on dut: refused: there is no .*scaling_governor/,
    );
    expect(await governor({ wanted: 'performance', optional: true }).read(host)).toEqual({});
  });
});

describe('turbo', () => {
  it.each([
    [`${CPU}/intel_pstate/no_turbo`, '0', '1'],
    [`${CPU}/cpufreq/boost`, '1', '0'],
  ])('is switched off by %s', async (path, on, off) => {
    const host = nicHost(() => ({ [path]: `${path}\t${on}\n` }));
    const step = turbo({ wanted: false });
    const before = await step.read(host);
    await step.apply(host);
    await step.undo(host, before);
    expect(host.set).toEqual([`${path} ${off}`, `${path} ${on}`]);
  });
});
