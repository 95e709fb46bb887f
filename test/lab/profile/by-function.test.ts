import { describe, expect, it } from 'vitest';
import { instructionsByFunction, UNKNOWN } from '../../../src/lab/profile/by-function.js';
import { records, symbols } from './captured.js';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe("a record's instructions by function", () => {
  it('include those of every block', () => {
    for (const record of records) {
      const spent = instructionsByFunction(record, symbols);
      expect(sum(spent.map(({ instructions }) => instructions))).toBe(record.instructions);
      expect(new Set(spent.map(({ name }) => name)).size).toBe(spent.length);
    }
  });

  it('all have a name on a machine whose symbols are known', () => {
    const names = records
      .flatMap((record) => instructionsByFunction(record, symbols))
      .map(({ name }) => name);
    expect(names).toContain('user space');
    expect(names).not.toContain('unknown');
  });

  it('are unknown at an address without a symbol', () => {
    const samples = [{ address: 0xffffffffff600000n, instructions: 7 }];
    const [unknown] = instructionsByFunction(
      { number: 1, sources: 1, instructions: 7, samples },
      { functionAt: () => undefined },
    );
    expect(unknown).toEqual({ ...UNKNOWN, instructions: 7 });
  });
});
