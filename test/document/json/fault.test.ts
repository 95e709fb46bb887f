import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../../src/document/json/fault.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Faults of a run.json that was edited manually, or truncated. */
const changed = fc
  .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.nat(4), fc.string({ maxLength: 3, unit: 'binary' }))
  .map(([text, at, length, insert]) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + insert + text.slice(from + length);
  });

describe('jsonFault', () => {
  it('reads a string of some million escapes', () => {
    const text = '"\\n\\u0041'.concat('\\n'.repeat(4_000_000));
    expect(jsonFault(`${text}\t"`)).toEqual({
      line: 1,
      column: 8_000_010,
      message: 'invalid character in a string',
    });
  });

  it.each([
    ['{\n  "a": 1,\n  "b" 2\n}', 3, 7, "':' expected"],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, "',' or '}' expected"],
    ['{"a": 1,}', 1, 9, 'a key in double quotes expected'],
    ['{a: 1}', 1, 2, "a key in double quotes or '}' expected"],
    ['[1, 2,]', 1, 7, 'a value expected'],
    ['[1 2]', 1, 4, "',' or ']' expected"],
    ['[,]', 1, 2, "a value or ']' expected"],
    ['{"a": nul}', 1, 7, 'a value expected'],
    ['{"a": 01}', 1, 7, 'a value expected'],
    ['{\r\n"a": "x\ty"}', 2, 8, 'invalid character in a string'],
    ['"\\x"', 1, 2, 'invalid character in a string'],
    ['{"a": "x', 1, 9, 'unexpected end of text in a string'],
    ['{"a": [1,\n', 2, 1, 'unexpected end of text'],
    ['', 1, 1, 'unexpected end of text'],
    ['{}\n{}', 2, 1, 'unexpected text after the end'],
    ['\ufeff{}', 1, 1, 'a value expected'],
  ])('has the place of what is wrong in %j', (text, line, column, message) => {
    expect(isJson(text)).toBe(false);
    expect(jsonFault(text)).toEqual({ line, column, message });
  });

  it('finds none in JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
        expect(jsonFault(JSON.stringify(value, null, indent))).toBeUndefined();
      }),
    );
  });

  it('finds one exactly when JSON.parse does', () => {
    fc.assert(
      fc.property(changed, (text) => {
        expect(jsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('handles a file as large as the archive of a year', () => {
    const text = JSON.stringify({ text: 'x'.repeat(5_000_000), list: Array(100_000).fill([{}]) });
    expect(jsonFault(`${text.slice(0, -1)} `)).toMatchObject({
      message: 'unexpected end of text',
    });
  });
});
