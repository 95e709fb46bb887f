import { shortened } from './shortened.js';

/**
 * Characters that a terminal interprets or does not show: control characters, which start escape
 * sequences, bidirectional and joining marks, line separators, zero-width characters, unpaired
 * surrogates.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const hexadecimal = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, '0');

/** A character as its code point: `\x1b`, `\u202e`, `\u{e0041}`. */
const byNumber = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  if (point <= 0xff) return `\\x${hexadecimal(point, 2)}`;
  return point <= 0xffff ? `\\u${hexadecimal(point, 4)}` : `\\u{${hexadecimal(point, 5)}}`;
};

/**
 * Text from outside, safe to show on a terminal: characters that it would interpret or not show are
 * replaced by their code points, except for newlines.
 */
export const printable = (text: string): string =>
  text.replaceAll(UNSEEN, (character) => (character === '\n' ? character : byNumber(character)));

/** The same for text that must stay in one line: newlines are replaced, too. */
export const printableLine = (text: string): string => text.replaceAll(UNSEEN, byNumber);

/** The same for every text in nested lists and objects, such as a report; each is also shortened. */
export const allPrintable = <Value>(value: Value): Value => mapped(value) as Value;

const mapped = (value: unknown): unknown => {
  if (typeof value === 'string') return printable(shortened(value));
  if (Array.isArray(value)) return value.map(mapped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each)]));
};

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => {
    return `\\u${hexadecimal(character.charCodeAt(index), 4)}`;
  }).join('');

/** JSON with these characters escaped, as JSON escapes control characters; its value is the same. */
export const printableJson = (json: string): string =>
  json.replaceAll(UNSEEN, (character) => (character === '\n' ? character : escaped(character)));

/** A value as JSON, safe to show on a terminal. @param indent of nested values; absent for one line */
export const jsonText = (value: unknown, indent?: number): string =>
  printableJson(JSON.stringify(value, null, indent));
