import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allPrintable,
  jsonText,
  printable,
  printableJson,
  printableLine,
} from '../../../src/model/text/printable.js';
import { forbiddenIn, HOSTILE, hostileText } from './unprintable.js';

describe('text from outside', () => {
  it.each([
    ['\u001b[31m', '\\x1b[31m'],
    ['a\rb\bc', 'a\\x0db\\x08c'],
    ['\u009b2J\u007f', '\\x9b2J\\x7f'],
    ['\u202eevil\u202c', '\\u202eevil\\u202c'],
    ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['\ud800!', '\\ud800!'],
    ['\u{e0041}', '\\u{e0041}'],
    ['a\tb', 'a\\x09b'],
  ])('%j is shown as %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('keeps lines, and letters of any script', () => {
    const text = 'löss 50 % ≥ 1 µs\n日本 мост 🚀 ░█ … \u00a0';
    expect(printable(text)).toBe(text);
  });

  it('is kept on one line if required', () => {
    expect(printableLine('a\nb')).toBe('a\\x0ab');
  });

  it.each(HOSTILE)('keeps nothing that a terminal interprets: %j', (text) => {
    expect(forbiddenIn(text)).toBeDefined();
    expect(forbiddenIn(printable(text))).toBeUndefined();
  });

  it('is cleaned whatever it contains, also within nested values', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(forbiddenIn(printable(text))).toBeUndefined();
        const { list } = allPrintable({ list: [{ text }, null, 1] });
        expect(list[0]).toEqual({ text: printable(text) });
      }),
    );
  });
});

describe('JSON', () => {
  it('keeps its value, and contains nothing that a terminal interprets', () => {
    const value = fc.dictionary(hostileText, fc.oneof(hostileText, fc.double(), fc.boolean()));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (given, indent) => {
        const text = jsonText(given, indent);
        expect(forbiddenIn(text)).toBeUndefined();
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
        expect(JSON.parse(printableJson(JSON.stringify(given)))).toEqual(JSON.parse(text));
      }),
    );
  });
});
