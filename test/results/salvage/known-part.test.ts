import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { knownPart } from '../../../src/results/salvage/known-part.js';

const schema = z.strictObject({
  name: z.string(),
  parts: z.array(z.strictObject({ count: z.int() })),
});

const read = (value: unknown) => {
  const leftOut: (readonly string[])[] = [];
  const parsed = knownPart(schema, (places) => leftOut.push(places)).safeParse(value);
  return { data: parsed.data, leftOut };
};

describe('the known part of a value', () => {
  it('is the value itself if all of it is known', () => {
    const value = { name: 'a', parts: [{ count: 1 }] };
    expect(read(value)).toEqual({ data: value, leftOut: [] });
  });

  it('excludes unknown keys at any depth, and they are named', () => {
    const value = { name: 'a', colour: 'red', parts: [{ count: 1 }, { count: 2, weight: 3 }] };
    expect(read(value)).toEqual({
      data: { name: 'a', parts: [{ count: 1 }, { count: 2 }] },
      leftOut: [['parts.1.weight', 'colour']],
    });
  });

  it('excludes any number of unknown keys, in one place or in many', () => {
    const many = Array.from({ length: 200_000 }, (_, index) => [`key${index}`, 0] as const);
    const parts = Array.from({ length: 20_000 }, () => ({ count: 1, weight: 3 }));
    const { data, leftOut } = read({ ...Object.fromEntries(many), name: 'a', parts });
    expect(data).toEqual({ name: 'a', parts: parts.map(({ count }) => ({ count })) });
    expect(leftOut.map(({ length }) => length)).toEqual([220_000]);
  });

  it('is undefined for any other problem', () => {
    expect(read({ name: 1, colour: 'red', parts: [] })).toEqual({ data: undefined, leftOut: [] });
    expect(read(null)).toEqual({ data: undefined, leftOut: [] });
  });
});
