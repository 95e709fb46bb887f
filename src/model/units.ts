/** Branded quantities: a number with its unit in its type, so that a rate cannot be passed as a length. */

declare const unit: unique symbol;
type Branded<Name extends string> = number & { readonly [unit]: Name };

/** A frame rate in frames per second (RFC 1242 section 3.7), aggregate over ports unless said. */
export type Pps = Branded<'pps'>;
/** A length in bytes. */
export type Bytes = Branded<'bytes'>;
/** A duration in nanoseconds. Integer, so that exact counts can be derived from it. */
export type Nanoseconds = Branded<'ns'>;
/** A link's rate at layer 1, where gaps and preambles count, in bits per second. */
export type BitsPerSecond = Branded<'b/s'>;

const integer = (name: string, value: number): number => {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${name} must be a non-negative integer, got ${value}`);
  }
  return value;
};

/** The digits of a rate: more are rounding errors of floating point. */
const RATE_DIGITS = 12;

/**
 * A rate; any finite non-negative number, to twelve digits: 70 % of 1,488,095 is 1,041,666.5, not
 * 1,041,666.4999999999 as in floating point. @throws RangeError
 */
export const pps = (value: number): Pps => {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`a frame rate must be finite and not negative, got ${value}`);
  }
  return (Number.isInteger(value) ? value : Number(value.toPrecision(RATE_DIGITS))) as Pps;
};

/** A link's rate; any finite positive number. @throws RangeError */
export const bitsPerSecond = (value: number): BitsPerSecond => {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`a link's rate must be finite and positive, got ${value}`);
  }
  return value as BitsPerSecond;
};

/** A length. @throws RangeError unless a non-negative integer */
export const bytes = (value: number): Bytes => integer('a length', value) as Bytes;

/** A duration. @throws RangeError unless a non-negative integer */
export const nanoseconds = (value: number): Nanoseconds =>
  integer('a duration', value) as Nanoseconds;

/** A duration rounded to whole nanoseconds; negative values become 0. */
export const clampToZero = (value: number): Nanoseconds =>
  nanoseconds(Math.max(0, Math.round(value)));

/**
 * A planned or estimated duration, for display only. From 104 days on it is not exact to the
 * nanosecond; negative values become 0.
 */
export const approximately = (value: number): Nanoseconds =>
  Math.max(0, Math.round(value)) as Nanoseconds;

/** A duration from milliseconds, rounded to whole nanoseconds. */
export const milliseconds = (value: number): Nanoseconds => nanoseconds(Math.round(value * 1e6));

/** A duration from seconds, rounded to whole nanoseconds. */
export const seconds = (value: number): Nanoseconds => nanoseconds(Math.round(value * 1e9));

/** A duration as the milliseconds that timers take. */
export const inMilliseconds = (duration: Nanoseconds): number => duration / 1e6;

/** A duration in seconds. */
export const inSeconds = (duration: Nanoseconds): number => duration / 1e9;
