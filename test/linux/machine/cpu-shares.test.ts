import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuShares } from '../../../src/linux/machine/cpu-shares.js';

const cpu = (number: number, total: number, steal: number, softirq = 0) => ({
  ...{ cpu: number, total, steal, softirq, busy: 0 },
});

describe('cpuShares', () => {
  it('are those of the CPU that has most', () => {
    const before = [cpu(0, 1_000, 10, 5), cpu(1, 1_000, 10, 5)];
    const after = [cpu(0, 1_100, 31, 6), cpu(1, 1_100, 10, 96)];
    expect(cpuShares(before, after)).toEqual({ steal: 0.2, softirq: 0.9 });
  });

  it('take a single tick for rounding', () => {
    expect(cpuShares([cpu(0, 0, 0)], [cpu(0, 20, 1)])?.steal).toBe(0);
  });

  it('are not known of a machine that was restarted', () => {
    expect(cpuShares([cpu(0, 1_000, 0)], [cpu(0, 200, 0)])).toBeUndefined();
    expect(cpuShares([], [])).toBeUndefined();
  });

  it('are parts, whatever the counters say', () => {
    const times = fc.record({
      cpu: fc.nat(3),
      total: fc.nat(1_000),
      steal: fc.nat(2_000),
      softirq: fc.nat(2_000),
      busy: fc.nat(1_000),
    });
    fc.assert(
      fc.property(fc.array(times), fc.array(times), (before, after) => {
        for (const share of Object.values(cpuShares(before, after) ?? {})) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
