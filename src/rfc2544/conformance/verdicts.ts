import { inSeconds, seconds, type Bytes, type Nanoseconds, type Pps } from '../../model/units.js';
import { deviates, holds, type AtThroughput, type Verdict } from './requirement.js';

/** Met by a time that is at least `least`. */
export const lasts = (time: Nanoseconds, least: number): Verdict =>
  holds(time >= seconds(least), `${inSeconds(time)} s`);

/** Met by a load that is all the media carries; nobody can tell where that is not known. */
export const reaches = (load: Pps, mediaMaximum: Pps | undefined): Verdict =>
  mediaMaximum === undefined
    ? deviates('link speed not known')
    : holds(load >= mediaMaximum, `${load} of ${mediaMaximum} pps`);

/** Met by a throughput that the run finds out. */
export const atThroughput = ({ throughput }: AtThroughput): Verdict =>
  holds(throughput === 'measured', 'the playbook says it');

/** Frame sizes in short. */
export const range = (sizes: readonly Bytes[]): string =>
  `${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`;
