import type { PktgenDevice } from '../../linux/pktgen/device.js';
import type { PktgenMoment } from '../../linux/pktgen/moment.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import { between, type Instant } from '../../model/instant.js';
import { sum } from '../../model/sum.js';
import type { LoadChange } from '../../model/trial.js';
import { nanoseconds, clampToZero, type Nanoseconds } from '../../model/units.js';

/** When a trial began, by the generator's monotonic clock, in µs: its first device did. */
const startOf = (devices: readonly PktgenResult[]): number =>
  Math.min(...devices.map(({ startedAt }) => startedAt));

/**
 * Where a moment of the generator's clock is in the trial. Clocks are compared at one moment, right
 * after the change; the time that takes is no part of what lies between two moments of one clock.
 */
export const sinceStart = (moment: PktgenMoment, at: Instant): Nanoseconds => {
  const [first] = moment.devices;
  if (first === undefined) throw new RangeError('no device was looked at');
  const then = (first.stoppedAt - startOf(moment.devices)) * 1000;
  return clampToZero(then + between(moment.after, at));
};

/**
 * How long a device that is late goes on sending as fast as it can, when its delay has become
 * longer: every late frame brings it nearer to its schedule by the new delay, and takes the old one
 * at most.
 */
const catchingUp = (
  { delay, laterDelay = delay }: PktgenDevice,
  { startedAt, stoppedAt, sent }: PktgenResult,
): number => {
  const late = Math.max(0, (stoppedAt - startedAt) * 1000 - sent * delay);
  return laterDelay > delay ? (late * delay) / (laterDelay - delay) : late;
};

/** How the load of a trial was really changed. Pure. */
export const loadChangeOf = (
  devices: readonly PktgenDevice[],
  moment: PktgenMoment,
): LoadChange => {
  const late = devices.map((device, index) => {
    const then = moment.devices[index];
    return then === undefined ? 0 : catchingUp(device, then);
  });
  const at = sinceStart(moment, moment.after);
  return {
    before: sinceStart(moment, moment.before),
    after: clampToZero(at + Math.max(...late)),
    at,
    offered: sum(moment.devices.map(({ sent }) => sent)),
    gap: nanoseconds(Math.max(...devices.map(({ delay, laterDelay = delay }) => laterDelay))),
  };
};
