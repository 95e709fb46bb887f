import { ParseFailure } from './parse-failure.js';

/** Where a number was read, for the error. */
export interface NumberPlace {
  readonly source: string;
  readonly where?: string | undefined;
}

const count = (
  text: string | undefined,
  form: RegExp,
  radix: number,
  expected: string,
  place: NumberPlace,
): number => {
  const value = text !== undefined && form.test(text) ? Number.parseInt(text, radix) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new ParseFailure({ ...place, expected, text: text ?? '(nothing)' });
};

/** A counter in decimal. @throws ParseFailure unless it is a non-negative integer below 2^53 */
export const decimal = (text: string | undefined, place: NumberPlace): number =>
  count(text, /^\d+$/, 10, 'a decimal number', place);

/** A counter in hexadecimal without prefix. @throws ParseFailure as `decimal` */
export const hexadecimal = (text: string | undefined, place: NumberPlace): number =>
  count(text, /^[0-9a-f]+$/i, 16, 'a hexadecimal number', place);
