import { shortened } from './shortened.js';

/**
 * What a terminal obeys, or shows nothing of: control characters and the escape sequences that begin
 * with one, marks that reverse or join text, line separators, characters of no width, surrogates
 * without their other half.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const hexadecimal = (value: number, digits: number): string =>
  value.toString(16).padStart(digits, '0');

/** A character by its number: `\x1b`, `\u202e`, `\u{e0041}`. */
const byNumber = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  if (point <= 0xff) return `\\x${hexadecimal(point, 2)}`;
  return point <= 0xffff ? `\\u${hexadecimal(point, 4)}` : `\\u{${hexadecimal(point, 5)}}`;
};

/**
 * Text from outside, as it can be shown on a terminal: what that would obey, or show nothing of, is
 * written by its number. Lines stay lines.
 */
export const printable = (text: string): string =>
  text.replaceAll(UNSEEN, (character) => (character === '\n' ? character : byNumber(character)));

/** The same of text that is to stay in one line. */
export const printableLine = (text: string): string => text.replaceAll(UNSEEN, byNumber);

/** The same of every text in a value made of lists and objects, such as a report; each of a sane length. */
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

/** JSON in which such characters are escaped, as JSON does it with control characters. It means the same. */
export const printableJson = (json: string): string =>
  json.replaceAll(UNSEEN, (character) => (character === '\n' ? character : escaped(character)));

/** A value as JSON that can be shown on a terminal. @param indent of nested values; absent for one line */
export const jsonText = (value: unknown, indent?: number): string =>
  printableJson(JSON.stringify(value, null, indent));
