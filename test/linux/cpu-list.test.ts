import { describe, expect, it } from 'vitest';
import { parseCpuList } from '../../src/linux/machine/cpu-list.js';
import { ParseFailure } from '../../src/linux/text/parse-failure.js';

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
