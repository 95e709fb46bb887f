import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table, Value } from '../../../src/model/section/section.js';
import { packed, unpacked } from '../../../src/report/page/packed-table.js';

const value = fc.oneof(
  fc.constantFrom<Value>('napi-macvlan', 'macvlan', null),
  fc.integer(),
  fc.record({ atLeast: fc.nat() }),
);

const tableOf = (rows: Table['rows']): Table => ({
  kind: 'table',
  title: 'x',
  columns: [
    { id: 'a', title: 'a', type: 'text' },
    { id: 'b', title: 'b', type: 'number' },
  ],
  rows,
  size: 'long',
});

describe('a packed table', () => {
  it('unpacks to the same table', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), (rows) => {
        const table = tableOf(rows);
        expect(unpacked(packed(table))).toEqual(table);
      }),
    );
  });

  it('has seven digits of a fraction', () => {
    expect(unpacked(packed(tableOf([['x', 123_456.789_12]]))).rows).toEqual([['x', 123_456.8]]);
  });

  it('stores a name once that many rows share', () => {
    const rows = Array.from({ length: 100 }, (_, index): Value[] => ['napi-macvlan', index]);
    const json = JSON.stringify(packed(tableOf(rows)));
    expect(json.match(/napi-macvlan/g)?.length).toBe(1);
  });
});
