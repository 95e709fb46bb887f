import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy } from '../../src/model/group-by.js';

describe('groupBy', () => {
  it('keeps all items, grouped by key and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), (items) => {
        const groups = groupBy(items, (item) => item % 7);
        for (const [key, group] of groups) {
          expect(group).toEqual(items.filter((item) => item % 7 === key));
        }
        expect([...groups.values()].flat()).toHaveLength(items.length);
        expect([...groups.keys()]).toEqual([...new Set(items.map((item) => item % 7))]);
      }),
    );
  });
});
