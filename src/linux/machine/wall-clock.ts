import type { Argv } from '../../model/command.js';
import { instant, type Instant } from '../../model/instant.js';
import { ParseFailure } from '../text/parse-failure.js';

/** A machine's CLOCK_REALTIME as it was read: no earlier than `from`, and less than `resolution` later. */
export interface ClockReading {
  readonly from: Instant;
  /** In ns. */
  readonly resolution: bigint;
}

// bash knows the time without starting a program, to the microsecond, since version 5.
const CLOCK = 'while read -r _; do echo "${EPOCHREALTIME:-$(date +%s.%N)}"; done';

/** Answers every line with the time: seconds since 1970, and a fraction. */
export const READ_CLOCK: Argv = ['bash', '-c', CLOCK];

/** A line of its answers. @throws ParseFailure */
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
