import { ETHERNET_SIZES } from '../../model/frame.js';
import {
  inSeconds,
  nanoseconds,
  pps,
  seconds,
  type Bytes,
  type Nanoseconds,
  type Pps,
} from '../../model/units.js';
import { deviates, holds, type Choices, type Verdict } from './requirement.js';

/** The settings of a run for a test at the throughput. */
export interface AtThroughput {
  /** Whether the run measures the throughput, or the playbook specifies it. */
  readonly throughput: 'measured' | 'given';
  readonly repeats: number;
}

/** The same over several entries: one with a specified throughput is enough to deviate. */
export const atThroughputChoices = (
  specs: readonly { readonly throughput?: Pps; readonly repeats: number }[],
): AtThroughput => ({
  throughput: specs.every(({ throughput }) => throughput === undefined) ? 'measured' : 'given',
  repeats: Math.min(...specs.map(({ repeats }) => repeats)),
});

/** The shortest of some durations. */
export const shortest = (durations: readonly Nanoseconds[]): Nanoseconds =>
  nanoseconds(Math.min(...durations));

/** The lowest of some loads. */
export const lowest = (loads: readonly Pps[]): Pps => pps(Math.min(...loads));

/** Met by a time that is at least `least` seconds. */
export const lasts = (time: Nanoseconds, least: number): Verdict =>
  holds(time >= seconds(least), `${inSeconds(time)} s`);

/** Met by a load that is the maximum of the media, where known. */
export const reaches = (load: Pps, mediaMaximum: Pps | undefined): Verdict =>
  mediaMaximum === undefined
    ? deviates('link speed not known')
    : holds(load >= mediaMaximum, `${load} of ${mediaMaximum} pps`);

/** Met by a throughput that the run measures. */
export const atThroughput = ({ throughput }: AtThroughput): Verdict =>
  holds(throughput === 'measured', 'the playbook says it');

/** Frame sizes in short. */
export const range = (sizes: readonly Bytes[]): string =>
  `${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`;

/** How many of the frame sizes that Ethernet is to be tested with a run has. */
export const ethernetSizes = ({ frameSizes }: Pick<Choices, 'frameSizes'>): number =>
  ETHERNET_SIZES.filter((size) => frameSizes.includes(size)).length;
