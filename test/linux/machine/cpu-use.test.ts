import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpusUse } from '../../../src/linux/machine/cpu-use.js';
import { parseCpuTimes } from '../../../src/linux/proc/cpu-times.js';

const cpu = (number: number, total: number, steal: number, softirq = 0) => ({
  ...{ cpu: number, total, steal, softirq, busy: softirq },
  ...{ user: 0, system: 0, irq: 0, idle: total - steal - softirq },
});

describe('cpusUse', () => {
  it('returns the shares of the busiest CPU', () => {
    const before = [cpu(0, 1_000, 10, 5), cpu(1, 1_000, 10, 5)];
    const after = [cpu(0, 1_100, 31, 6), cpu(1, 1_100, 10, 96)];
    expect(cpusUse(before, after)).toMatchObject({ steal: 0.2, softirq: 0.9 });
  });

  it('treats a single tick as rounding', () => {
    expect(cpusUse([cpu(0, 0, 0)], [cpu(0, 20, 1)])?.steal).toBe(0);
  });

  it('returns the time of each CPU, and the interval', () => {
    const before = parseCpuTimes('cpu0 10 2 5 80 3 1 4 0 7 0\ncpu1 0 0 0 0 0 0 0 0 0 0\n');
    const after = parseCpuTimes('cpu0 20 4 25 90 5 2 64 1 9 0\ncpu1 0 0 10 96 0 0 0 0 0 0\n');
    const ms = (value: number) => value * 1e6;
    expect(cpusUse(before, after)).toMatchObject({
      interval: ms(1_060),
      cpus: [
        {
          ...{ cpu: 0, user: ms(120), system: ms(200), irq: ms(10) },
          ...{ softirq: ms(600), steal: ms(10), idle: ms(120) },
        },
        { cpu: 1, user: 0, system: ms(100), irq: 0, softirq: 0, steal: 0, idle: ms(960) },
      ],
    });
  });

  it('omits a CPU that came online meanwhile, and is undefined for a machine that was restarted', () => {
    const came = cpusUse([cpu(0, 10, 0)], [cpu(0, 20, 0), cpu(1, 500, 0)]);
    expect(came?.cpus.map((each) => each.cpu)).toEqual([0]);
    expect(cpusUse([cpu(0, 1_000, 0)], [cpu(0, 200, 0)])).toBeUndefined();
    expect(cpusUse([], [])).toBeUndefined();
  });

  it('returns non-negative times that add up, whatever a CPU did', () => {
    const parts = fc.record({
      user: fc.nat(1_000),
      system: fc.nat(1_000),
      irq: fc.nat(1_000),
      softirq: fc.nat(1_000),
      steal: fc.nat(1_000),
      idle: fc.integer({ min: 1, max: 1_000 }),
    });
    const line = ({
      user,
      system,
      irq,
      softirq,
      steal,
      idle,
    }: typeof parts extends fc.Arbitrary<infer T> ? T : never) =>
      parseCpuTimes(`cpu0 ${user} 0 ${system} ${idle} 0 ${irq} ${softirq} ${steal} 0 0\n`);
    fc.assert(
      fc.property(parts, parts, (from, more) => {
        const to = {
          user: from.user + more.user,
          system: from.system + more.system,
          irq: from.irq + more.irq,
          softirq: from.softirq + more.softirq,
          steal: from.steal + more.steal,
          idle: from.idle + more.idle,
        };
        const use = cpusUse(line(from), line(to));
        const [only] = use?.cpus ?? [];
        expect(only).toBeDefined();
        const { user = 0, system = 0, irq = 0, softirq = 0, steal = 0, idle = 0 } = only ?? {};
        expect(user + system + irq + softirq + steal + idle).toBe(use?.interval);
      }),
    );
  });

  it('returns shares from 0 to 1, whatever the counters are', () => {
    const times = fc.record({
      cpu: fc.nat(3),
      total: fc.nat(1_000),
      steal: fc.nat(2_000),
      softirq: fc.nat(2_000),
      busy: fc.nat(1_000),
      user: fc.nat(1_000),
      system: fc.nat(1_000),
      irq: fc.nat(1_000),
      idle: fc.nat(1_000),
    });
    fc.assert(
      fc.property(fc.array(times), fc.array(times), (before, after) => {
        const use = cpusUse(before, after);
        for (const share of use === undefined ? [] : [use.steal, use.softirq]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
