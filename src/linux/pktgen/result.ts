import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { decimal } from '../text/number.js';
import { ParseFailure } from '../text/parse-failure.js';
import { pktgenFile } from './control.js';

/** A device's results after a run, from its file. */
export interface PktgenResult {
  readonly interface: string;
  /** As configured: the kernel silently truncates numbers of more than 10 digits. */
  readonly count: number;
  readonly delay: Nanoseconds;
  readonly packetSize: number;
  /** Frames handed to the driver. */
  readonly sent: number;
  readonly errors: number;
  /** The generator's monotonic clock, in µs; comparable between the devices of one machine. */
  readonly startedAt: number;
  readonly stoppedAt: number;
  /**
   * Time not spent idle between frames, in µs: divided by `sent`, the average time that pktgen and the
   * driver take per frame, including other devices of the thread. null if the run failed, or pktgen
   * counts more idle time than there was.
   */
  readonly busy: number | null;
  /** The text after `Result: `: OK with figures, or an error. */
  readonly result: string;
}

/** How the kernel prints a difference below 0: as 2^64 less that (show_results() in net/core/pktgen.c). */
const BELOW_ZERO = /^1844674407\d{10}$/;

/** Parses a device's file in pktgen's folder. @throws ParseFailure */
export const parsePktgenDevice = (text: string, where?: string): PktgenResult => {
  const source = pktgenFile('DEVICE');
  const find = (pattern: RegExp): string => {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
    throw new ParseFailure({ source, expected: `text like ${pattern.source}`, text, where });
  };
  const number = (pattern: RegExp): number => decimal(find(pattern), { source, where });
  const result = find(/^Result: (.*)$/m).trim();
  const busy = /^OK: \d+\(c(\d+)\+/.exec(result)?.[1];
  return {
    interface: find(/ifname: (\S+)/),
    count: number(/^Params: count (\d+)/m),
    delay: nanoseconds(number(/\bdelay: (\d+)/)),
    packetSize: number(/\bmin_pkt_size: (\d+)/),
    sent: number(/pkts-sofar: (\d+)/),
    errors: number(/pkts-sofar: \d+ +errors: (\d+)/),
    startedAt: number(/started: (\d+)us/),
    stoppedAt: number(/stopped: (\d+)us/),
    busy: busy === undefined || BELOW_ZERO.test(busy) ? null : decimal(busy, { source, where }),
    result,
  };
};

/** The devices of pktgen's threads. */
export interface PktgenThreads {
  readonly running: readonly string[];
  /** Ready to start, or done. */
  readonly stopped: readonly string[];
}

/** Parses one or more thread files, concatenated. @throws ParseFailure */
export const parsePktgenThreads = (text: string, where?: string): PktgenThreads => {
  const devicesIn = (pattern: RegExp): readonly string[][] =>
    [...text.matchAll(pattern)].map(([, names = '']) => names.split(/\s+/).filter(Boolean));
  const [running, stopped] = [devicesIn(/^Running:(.*)$/gm), devicesIn(/^Stopped:(.*)$/gm)];
  if (running.length === 0 || running.length !== stopped.length) {
    const source = pktgenFile('kpktgend_N');
    throw new ParseFailure({ source, expected: "'Running:' and 'Stopped:'", text, where });
  }
  return { running: running.flat(), stopped: stopped.flat() };
};
