import { ParseFailure } from './parse-failure.js';

/** Where a number was read, for messages. */
export interface NumberSource {
  readonly source: string;
  readonly where?: string | undefined;
}

const count = (
  text: string | undefined,
  form: RegExp,
  radix: number,
  expected: string,
  from: NumberSource,
): number => {
  const value = text !== undefined && form.test(text) ? Number.parseInt(text, radix) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new ParseFailure({ ...from, expected, text: text ?? '(nothing)' });
};

/** A counter in decimal. @throws ParseFailure unless it is a non-negative integer below 2^53 */
export const decimal = (text: string | undefined, from: NumberSource): number =>
  count(text, /^\d+$/, 10, 'a decimal number', from);

/** A counter in hexadecimal without prefix. @throws ParseFailure as `decimal` */
export const hexadecimal = (text: string | undefined, from: NumberSource): number =>
  count(text, /^[0-9a-f]+$/i, 16, 'a hexadecimal number', from);
