import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMask } from '../../../src/linux/machine/cpu-mask.js';

describe('a mask of CPUs', () => {
  it.each([
    [[], '0'],
    [[0], '1'],
    [[0, 1], '3'],
    [[31], '80000000'],
    [[32], '1,00000000'],
    [[0, 33], '2,00000001'],
    [[64], '1,00000000,00000000'],
  ])('of %j is %s', (cpus, mask) => {
    expect(cpuMask(cpus)).toBe(mask);
  });

  it('has a bit for each CPU and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), (cpus) => {
        const bits = BigInt(`0x${cpuMask(cpus).replaceAll(',', '')}`);
        const set = Array.from({ length: 256 }, (_, cpu) => cpu).filter(
          (cpu) => ((bits >> BigInt(cpu)) & 1n) === 1n,
        );
        expect(set).toEqual(cpus.toSorted((one, other) => one - other));
      }),
    );
  });
});
