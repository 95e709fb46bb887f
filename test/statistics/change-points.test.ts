import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/model/numbers/random.js';
import { exactStretchesOf, stretchesOf } from '../../src/statistics/change-points.js';

/** Values of 100 with 1 % noise, multiplied by a factor from an index on. */
const series = (
  length: number,
  seed: number,
  steps: readonly (readonly [number, number])[] = [],
) => {
  const random = seededRandom(seed);
  return Array.from({ length }, (_, index) => {
    const factor = steps.filter(([from]) => index >= from).at(-1)?.[1] ?? 1;
    return 100 * factor * (1 + 0.01 * random.normal());
  });
};

const changesOf = (values: readonly number[]): readonly number[] =>
  stretchesOf(values)
    .slice(1)
    .map(({ from }) => from);

describe('stretchesOf', () => {
  it.each([4, 6, 10, 20, 100])(
    'cries wolf of %s equal runs in 1 of 50 series at most',
    (length) => {
      const alarms = Array.from({ length: 300 }, (_, seed) => changesOf(series(length, seed + 1)));
      expect(alarms.filter((changes) => changes.length > 0).length).toBeLessThanOrEqual(6);
    },
  );

  it('finds a change of 5 % where it was, in most series', () => {
    const found = Array.from({ length: 100 }, (_, seed) =>
      changesOf(series(20, seed + 1, [[12, 0.95]])),
    );
    expect(
      found.filter(([first, ...others]) => first === 12 && others.length === 0).length,
    ).toBeGreaterThan(90);
  });

  it('finds several changes, and their means', () => {
    const stretches = stretchesOf(
      series(60, 7, [
        [20, 1.1],
        [40, 0.9],
      ]),
    );
    expect(stretches.map(({ from }) => from)).toEqual([0, 20, 40]);
    for (const [index, mean] of [100, 110, 90].entries()) {
      expect(stretches[index]?.mean).toBeCloseTo(mean, -1);
      expect(stretches[index]?.bounds?.least).toBeLessThan(stretches[index]?.mean ?? 0);
    }
  });

  it('treats a single outlier as noise', () => {
    const values = series(20, 3);
    expect(changesOf([...values.slice(0, 10), 50, ...values.slice(10)])).toEqual([]);
  });

  it('needs four values', () => {
    expect(changesOf([1, 1, 9])).toEqual([]);
    expect(changesOf([])).toEqual([]);
    expect(changesOf([1, 1, 9, 9])).toEqual([2]);
  });
});

describe('exactStretchesOf', () => {
  it('treats every difference as a change', () => {
    expect(exactStretchesOf([5, 5, 6, 6, 5]).map(({ from, until }) => [from, until])).toEqual([
      [0, 2],
      [2, 4],
      [4, 5],
    ]);
  });
});
