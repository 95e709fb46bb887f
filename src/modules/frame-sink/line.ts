import { instant, type Instant } from '../../model/instant.js';
import { decimal } from '../../linux/text/number.js';
import { ParseFailure } from '../../linux/text/parse-failure.js';

const source = '/proc/net/frame_sink/report';

/** A line of the sink's report: its kind, its subject, and names with values. */
export interface SinkLine {
  readonly subject: string;
  /** @throws ParseFailure if it is missing; so do the others */
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  /** A number that may be negative. */
  readonly signed: (name: string) => number;
  /** Nanoseconds of a clock, or a sum of them. */
  readonly nanoseconds: (name: string) => bigint;
  /** An instant; null for 0, which means none. */
  readonly moment: (name: string) => Instant | null;
}

/** Parses a line: `flow eth1 cpu 0 source 10.0.0.2 …`. */
export const sinkLine = (line: string, where: string | undefined): SinkLine => {
  const [, subject = '', ...words] = line.split(' ');
  const pairs = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) {
    pairs.set(words[index] ?? '', words[index + 1] ?? '');
  }
  const text = (name: string): string => {
    const value = pairs.get(name);
    if (value !== undefined) return value;
    throw new ParseFailure({ source, where, expected: name, text: line });
  };
  const nanoseconds = (name: string): bigint => {
    const value = text(name);
    if (/^\d+$/.test(value)) return BigInt(value);
    throw new ParseFailure({ source, where, expected: `${name}, a decimal number`, text: line });
  };
  const number = (name: string, digits = pairs.get(name)): number =>
    decimal(digits, { source: `${source}, ${name} of: ${line.slice(0, 40)}`, where });
  return {
    subject,
    text,
    number: (name) => number(name),
    signed: (name) => {
      const value = text(name);
      return value.startsWith('-') ? -number(name, value.slice(1)) : number(name);
    },
    nanoseconds,
    moment: (name) => {
      const value = nanoseconds(name);
      return value === 0n ? null : instant(value);
    },
  };
};

/** Parses a line of pairs of numbers: `latency 22528 66 23552 261`. @throws ParseFailure */
export const sinkPairs = (
  line: string,
  where: string | undefined,
): readonly (readonly [number, number])[] => {
  const [kind = '', ...words] = line.split(' ');
  const place = { source: `${source}, ${kind}`, where };
  return Array.from({ length: Math.ceil(words.length / 2) }, (_, index) => [
    decimal(words[2 * index], place),
    decimal(words[2 * index + 1], place),
  ]);
};
