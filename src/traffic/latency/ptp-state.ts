import type { PtpReading } from '../../model/latency.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { offsetText } from './clock-offset.js';

/** What a run's own ptp4l and phc2sys report, or why they report nothing usable. */
export type PtpState =
  | { readonly state: 'synchronized'; readonly reading: PtpReading }
  | { readonly state: 'unsynchronized'; readonly reason: string };

/** The offsets that programs report, each with its program. */
const offsets = ({
  offset,
  generator,
  sink,
}: PtpReading): readonly (readonly [string, number])[] => [
  ['ptp4l', offset],
  ...(generator === undefined ? [] : [["the generator's phc2sys", generator.offset] as const]),
  ...(sink === undefined ? [] : [["the sink's phc2sys", sink.offset] as const]),
];

/** Why clocks are not within a bound, as a past event: "ptp4l reported ..."; undefined if they are. */
export const ptpProblem = (state: PtpState, bound: Nanoseconds): string | undefined => {
  if (state.state === 'unsynchronized') return state.reason;
  const over = offsets(state.reading).filter(([, offset]) => Math.abs(offset) > bound);
  return over.length === 0
    ? undefined
    : `${over.map(([by, offset]) => `${by} reported an offset of ${offsetText(offset)}`).join(', ')}; the testbed's bound is ${offsetText(bound)}`;
};

/**
 * How far clocks may be apart by one reading: the reported offsets plus the errors that they cannot
 * show. Those are the path asymmetry, at most the mean path delay (IEEE 1588 section 11.3: the
 * offset is wrong by half the difference of the two delays, and neither is below 0), and the time
 * that phc2sys took to read both clocks.
 */
const apart = ({ offset, pathDelay, generator, sink }: PtpReading): number =>
  [generator, sink].reduce(
    (sum, phc) => sum + (phc === undefined ? 0 : Math.abs(phc.offset) + phc.delay),
    Math.abs(offset) + pathDelay,
  );

/** The same for several readings: the maximum. */
export const mostApart = (readings: readonly PtpReading[]): Nanoseconds =>
  nanoseconds(Math.max(...readings.map(apart)));
