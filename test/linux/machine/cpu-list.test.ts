import { describe, expect, it } from 'vitest';
import { allowedCpus } from '../../../src/lab/machine/placement.js';
import { listedCpus, parseCpuList } from '../../../src/linux/machine/cpu-list.js';
import { ParseFailure } from '../../../src/linux/text/parse-failure.js';

describe('parseCpuList', () => {
  it('reads the forms the kernel writes', () => {
    expect(parseCpuList('0')).toEqual([0]);
    expect(parseCpuList('0-1\n')).toEqual([0, 1]);
    expect(parseCpuList('0-2,5,8-9')).toEqual([0, 1, 2, 5, 8, 9]);
  });

  it('finds the CPUs of this process', async () => {
    expect((await allowedCpus()).length).toBeGreaterThan(0);
  });
});

describe('parseCpuList', () => {
  it.each([
    ['0\n', [0]],
    ['0-1\n', [0, 1]],
    ['0-2,5,7-8\n', [0, 1, 2, 5, 7, 8]],
  ])('reads %j', (text, cpus) => {
    expect(parseCpuList(text)).toEqual(cpus);
  });

  it.each(['', 'all', '0-', '0,'])('refuses %j', (text) => {
    expect(() => parseCpuList(text, 'dut')).toThrow(ParseFailure);
  });
});

describe('listedCpus', () => {
  it('are none if the kernel lists none, or its text has another form', () => {
    expect(listedCpus('0-2,5\n')).toEqual([0, 1, 2, 5]);
    expect([undefined, null, '', '\n', '(null)'].map(listedCpus)).toEqual([[], [], [], [], []]);
  });
});
