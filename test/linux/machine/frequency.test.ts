import { describe, expect, it } from 'vitest';
import { readFrequency } from '../../../src/linux/machine/frequency.js';

const CPUS = '/sys/devices/system/cpu';
const files = (others: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      [`${CPUS}/cpu0/cpufreq/scaling_driver`]: 'intel_pstate',
      [`${CPUS}/cpu0/cpufreq/scaling_governor`]: 'performance',
      [`${CPUS}/cpu1/cpufreq/scaling_governor`]: 'performance',
      [`${CPUS}/cpu10/cpufreq/scaling_governor`]: 'powersave',
      ...others,
    }),
  );

describe('readFrequency', () => {
  it('names the CPUs of each governor', () => {
    expect(readFrequency(files({}))).toEqual({
      value: {
        driver: 'intel_pstate',
        governors: [
          { governor: 'performance', cpus: '0-1' },
          { governor: 'powersave', cpus: '10' },
        ],
        turbo: null,
      },
    });
  });

  it.each([
    [{ [`${CPUS}/intel_pstate/no_turbo`]: '1' }, false],
    [{ [`${CPUS}/intel_pstate/no_turbo`]: '0' }, true],
    [{ [`${CPUS}/cpufreq/boost`]: '0' }, false],
    [{ [`${CPUS}/cpufreq/boost`]: '1' }, true],
  ])('says of turbo what %j says', (others, turbo) => {
    expect(readFrequency(files(others))).toHaveProperty('value.turbo', turbo);
  });

  it('says that nothing scales it where that is so', () => {
    expect(readFrequency(new Map())).toEqual({
      unread: 'no /sys/devices/system/cpu/cpu0/cpufreq: nothing scales it here',
    });
  });
});
