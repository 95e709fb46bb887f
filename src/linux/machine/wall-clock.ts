import type { Argv } from '../../model/command.js';
import { instant, type Instant } from '../../model/instant.js';
import { ParseFailure } from '../text/parse-failure.js';

/** A reading of a machine's CLOCK_REALTIME: not before `from`, and less than `resolution` after it. */
export interface ClockReading {
  readonly from: Instant;
  /** In ns. */
  readonly resolution: bigint;
}

// Since version 5, bash reads the clock in microseconds without starting a program.
const CLOCK = 'while read -r _; do echo "${EPOCHREALTIME:-$(date +%s.%N)}"; done';

/** Answers every line with the time in seconds since 1970, with a fraction. */
export const READ_CLOCK: Argv = ['bash', '-c', CLOCK];

/** Parses one of its answers. @throws ParseFailure */
export const parseClockReading = (text: string, where?: string): ClockReading => {
  const [, seconds, fraction] = /^(\d+)\.(\d{6}|\d{9})$/.exec(text.trim()) ?? [];
  if (seconds === undefined || fraction === undefined) {
    throw new ParseFailure({ source: "bash's EPOCHREALTIME", expected: 'a time', text, where });
  }
  return {
    from: instant(BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))),
    resolution: fraction.length === 9 ? 1n : 1_000n,
  };
};
