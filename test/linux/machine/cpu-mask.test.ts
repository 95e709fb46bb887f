import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCpuList } from '../../../src/linux/machine/cpu-list.js';
import { cpuListText, cpuMask, cpusOfMask } from '../../../src/linux/machine/cpu-mask.js';

describe('cpusOfMask', () => {
  it.each([
    ['0', ''],
    ['f', '0-3'],
    ['00000000,0000004d', '0,2-3,6'],
    ['00000001,00000000', '32'],
  ])('reads %s as CPUs %s', (mask, cpus) => {
    expect(cpusOfMask(mask)).toBe(cpus);
  });

  it.each(['', 'none', '0x3', '1,2'])('does not read %j', (text) => {
    expect(cpusOfMask(text)).toBeUndefined();
  });
});

describe('cpuListText', () => {
  it('agrees with the kernel', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200), { minLength: 1 }), (cpus) => {
        expect(parseCpuList(cpuListText(cpus))).toEqual(cpus.sort((a, b) => a - b));
      }),
    );
  });
});

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
