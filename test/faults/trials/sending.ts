import { z } from 'zod';

/** A time: ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const command = z.object({
  time: z.number(),
  milliseconds: z.number(),
  argv: z.array(z.string()),
});

/** What starts pktgen's threads, and ends when they do. */
const STARTS = '/proc/net/pktgen/pgctrl';

/** When frames were sent, by the log of a run in its archive. Pure. */
export const sendingSpans = (log: string): readonly Span[] =>
  log
    .split('\n')
    .filter((line) => line.includes(STARTS))
    .flatMap((line) => {
      const { data } = command.safeParse(JSON.parse(line));
      if (data?.argv.includes('tee') !== true) return [];
      return [{ from: data.time - data.milliseconds, to: data.time }];
    });

/** For how long two spans are at the same time, in ms. */
export const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
