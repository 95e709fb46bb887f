import { describe, expect, it } from 'vitest';
import { parseCpuTimes, parseProcessTime } from '../../../src/linux/proc/cpu-times.js';
import { fixture } from '../fixture.js';

describe('parseCpuTimes', () => {
  it('reads each CPU, but not their sum', () => {
    expect(parseCpuTimes(fixture('proc-stat-busy.txt'))).toEqual([
      {
        ...{ cpu: 0, busy: 1_027_520, total: 1_365_019, user: 883_363, system: 143_524 },
        ...{ irq: 0, softirq: 633, steal: 1_296, idle: 336_203 },
      },
      {
        ...{ cpu: 1, busy: 1_034_294, total: 1_368_474, user: 896_589, system: 133_791 },
        ...{ irq: 0, softirq: 3_914, steal: 1_365, idle: 332_815 },
      },
    ]);
  });

  it.each([
    ['6.1', 140, 496, 225, 18],
    ['6.12', 206, 726, 674, 63],
  ])('reads what Linux %s prints', (kernel, user, system, idle, softirq) => {
    const [first, second] = parseCpuTimes(fixture(`proc-stat-${kernel}.txt`));
    expect(first).toMatchObject({ cpu: 0, user, system, idle, softirq, irq: 0, steal: 0 });
    expect(second).toMatchObject({ cpu: 1, user: 0, softirq: 0 });
  });

  it('reads kernels with fewer or more fields', () => {
    const least = { cpu: 0, busy: 6, total: 10, user: 3, system: 3, idle: 4 };
    const none = { irq: 0, softirq: 0, steal: 0 };
    expect(parseCpuTimes('cpu0 1 2 3 4\n')).toEqual([{ ...least, ...none }]);
    expect(parseCpuTimes('cpu0 1 2 3 4 0 0 0 0 1 2 77 88\n')).toEqual([{ ...least, ...none }]);
  });

  it('refuses a text without CPUs', () => {
    expect(() => parseCpuTimes('intr 1', 'dut')).toThrow(/reading \/proc\/stat on dut/);
  });
});

describe('parseProcessTime', () => {
  it('adds user and system time of a process, whatever its name', () => {
    const rest = 'S 11283 24067 24067 0 -1 138412416 25884 0 0 0 3800 209 0 0 10 -10 5 0 1353393';
    expect(parseProcessTime(`24067 (qemu-system-x86) ${rest}`)).toBe(4009);
    expect(parseProcessTime(`24067 (a) b (c) ${rest}`)).toBe(4009);
  });
});
