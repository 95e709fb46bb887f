import { describe, expect, it } from 'vitest';
import { parseProcessors } from '../../../src/linux/machine/processors.js';

const CPUS = 'cpu0 10 0 10 80 0 0 5 3\ncpu1 20 0 10 70 0 0 5 3\n';
const FOLDER = '/sys/devices/system/cpu';

describe('parseProcessors', () => {
  it('adds the throttling of all CPUs', () => {
    const text = `${CPUS}${FOLDER}/cpu0/thermal_throttle/core_throttle_count:3
${FOLDER}/cpu0/thermal_throttle/package_throttle_count:5
${FOLDER}/cpu1/thermal_throttle/core_throttle_count:0
`;
    const { cpus, throttled } = parseProcessors(text);
    expect(cpus.map(({ cpu }) => cpu)).toEqual([0, 1]);
    expect(throttled).toBe(8);
  });

  it('omits it if CPUs do not count it', () => {
    expect(parseProcessors(CPUS).throttled).toBeUndefined();
  });

  it('rejects an invalid count', () => {
    const text = `${CPUS}${FOLDER}/cpu0/thermal_throttle/core_throttle_count:hot\n`;
    expect(() => parseProcessors(text, 'dut')).toThrow(/thermal_throttle on dut/);
  });
});
