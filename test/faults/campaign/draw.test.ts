import { describe, expect, it } from 'vitest';
import { drawFor } from './draw.js';

const drawn = (seed: number, row: string, number: number): readonly number[] => {
  const draw = drawFor(seed, row, number);
  return Array.from({ length: 20 }, () => draw.below(1000));
};

describe('the draw of a try', () => {
  it('is the same for the same seed, row and number, and another for any other', () => {
    expect(drawn(7, 'kill', 3)).toEqual(drawn(7, 'kill', 3));
    const others = [drawn(8, 'kill', 3), drawn(7, 'dut-panic', 3), drawn(7, 'kill', 4)];
    for (const other of others) expect(other).not.toEqual(drawn(7, 'kill', 3));
  });

  it('is within its bounds and reaches every value', () => {
    const draw = drawFor(1, 'kill', 1);
    const numbers = Array.from({ length: 200 }, () => draw.below(4));
    expect([...new Set(numbers)].sort()).toEqual([0, 1, 2, 3]);
    const picked = Array.from({ length: 200 }, () => draw.pick(['a', 'b', 'c']));
    expect([...new Set(picked)].sort()).toEqual(['a', 'b', 'c']);
  });
});
