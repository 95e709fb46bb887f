import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchInRounds, searchInRoundsTrials } from '../../../src/rfc2544/search/rounds.js';

/** Searches a grid of a given number of values, the first of which pass. */
const searched = (length: number, passing: number, size: number) => {
  const grid = Array.from({ length }, (_, index) => index + 1);
  const search = searchInRounds(grid, size);
  const tried: number[] = [];
  let step = search.next();
  while (step.done !== true) {
    tried.push(step.value);
    step = search.next({ passed: step.value <= passing });
  }
  return { bounds: step.value, tried };
};

const cases = fc
  .record({ length: fc.integer({ min: 1, max: 400 }), size: fc.integer({ min: 1, max: 30 }) })
  .chain(({ length, size }) =>
    fc.integer({ min: 0, max: length }).map((passing) => ({ length, size, passing })),
  );

describe('a search in rounds', () => {
  it('ends with neighbours, wherever the answer is, and tries no value twice', () => {
    fc.assert(
      fc.property(cases, ({ length, size, passing }) => {
        const { bounds, tried } = searched(length, passing, size);
        expect(bounds).toEqual({ lower: passing - 1, upper: passing });
        expect(new Set(tried).size).toBe(tried.length);
        expect(tried.length).toBeLessThanOrEqual(searchInRoundsTrials(length, size));
      }),
    );
  });

  it('tries a first round that does not depend on the answers', () => {
    fc.assert(
      fc.property(cases, ({ length, size }) => {
        const count = Math.min(length, size);
        const [none, all] = [searched(length, 0, size), searched(length, length, size)];
        expect(none.tried.slice(0, count)).toEqual(all.tried.slice(0, count));
      }),
    );
  });

  it('takes two rounds of 18 for 360 loads', () => {
    expect(searchInRoundsTrials(360, 18)).toBe(36);
  });

  it('does not take a value that passed above one that did not for a lower bound', () => {
    const search = searchInRounds([10, 20, 30], 3);
    expect(search.next().value).toBe(10);
    expect(search.next({ passed: true }).value).toBe(20);
    expect(search.next({ passed: false }).value).toBe(30);
    expect(search.next({ passed: true })).toEqual({ done: true, value: { lower: 0, upper: 1 } });
  });
});
