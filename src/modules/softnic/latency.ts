import type { Argv } from '../../model/command.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { labelledFiles, parseLabelledFiles } from '../../linux/text/labelled-files.js';
import { decimal } from '../../linux/text/number.js';
import { ParseFailure } from '../../linux/text/parse-failure.js';
import type { SinkLatencies } from '../frame-sink/times.js';

/**
 * Which of a port's times are taken (kernel-patch/softnic/latency.c). `stamp`: received frames carry
 * the time of their arrival through the machine. `timed`: of frames that reach the port so stamped,
 * the time from that arrival to their departure is counted, from now on.
 */
export type PortTiming = 'stamp' | 'timed';

const SWITCH = `
what=$1 value=$2; shift 2
for port; do printf '%s\\n' "$value" >"/sys/class/net/$port/softnic/$what" || exit; done`;

/** Starts or stops measuring times at ports of one namespace. */
export const takeTimes = (ports: readonly string[], what: PortTiming, on: boolean): Argv => [
  ...(['sh', '-c', SWITCH, 'sh'] as const),
  ...[what, on ? '1' : '0', ...ports],
];

/** What a port counted of the times that frames took, from first bit in to first bit out. */
export interface PortTimes {
  readonly interface: string;
  /** Frames that had no time of arrival. */
  readonly unstamped: number;
  /** Frames that arrived at the moment of the tag, and how long the last of them took. */
  readonly tagged: { readonly frames: number; readonly took: Nanoseconds };
  readonly latencies: SinkLatencies;
}

const file = (port: string): string => `/sys/class/net/${port}/softnic/latency`;

/** Prints what timed ports of one namespace counted. */
export const readTimes = (ports: readonly string[]): Argv => labelledFiles(ports.map(file));

const FIGURES =
  /^softnic 1 frames (\d+) unstamped (\d+) tagged (\d+) tagged_ns (\d+) least_ns (\d+) most_ns (\d+) sum_ns (\d+)\nlatency((?: \d+ \d+)*)$/;

/** Parses what that command printed. @throws ParseFailure if a port's times are missing */
export const parseTimes = (
  ports: readonly string[],
  text: string,
  where?: string,
): readonly PortTimes[] => {
  const files = parseLabelledFiles(text);
  return ports.map((port) => {
    const from = { source: file(port), where };
    const found = files.get(file(port))?.trim() ?? '';
    const [, count, unstamped, tagged, took, least, most, sum, histogram = ''] =
      FIGURES.exec(found) ?? [];
    if (sum === undefined) {
      throw new ParseFailure({ ...from, expected: 'softnic 1 and a histogram', text: found });
    }
    const pairs = [...histogram.matchAll(/ (\d+) (\d+)/g)];
    return {
      interface: port,
      unstamped: decimal(unstamped, from),
      tagged: { frames: decimal(tagged, from), took: nanoseconds(decimal(took, from)) },
      latencies: {
        count: decimal(count, from),
        negative: 0,
        least: nanoseconds(decimal(least, from)),
        most: nanoseconds(decimal(most, from)),
        sum: BigInt(sum),
        histogram: pairs.map(([, from_, frames]) => ({
          least: nanoseconds(decimal(from_, from)),
          frames: decimal(frames, from),
        })),
      },
    };
  });
};
