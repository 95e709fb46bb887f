import { sum } from '../../model/numbers/sum.js';
import type { LoadChange } from '../../model/trial.js';
import { nanoseconds, clampToZero } from '../../model/units.js';
import { sinceStart, type DeviceThen, type TrialMoment } from './trial-moment.js';

/**
 * How long a late device keeps sending as fast as it can after its delay has become longer: every
 * frame brings it closer to its schedule by the new delay, and takes at most the old one.
 */
const catchingUp = ({
  device: { delay, laterDelay = delay },
  then: { startedAt, stoppedAt, sent },
}: DeviceThen): number => {
  const late = Math.max(0, (stoppedAt - startedAt) * 1000 - sent * delay);
  return laterDelay > delay ? (late * delay) / (laterDelay - delay) : late;
};

/** How the load of a trial was really changed. Pure. */
export const loadChangeOf = (moment: TrialMoment): LoadChange => {
  const { before, after, devices } = moment;
  const at = sinceStart(moment, after);
  return {
    before: sinceStart(moment, before),
    after: clampToZero(at + Math.max(...devices.map(catchingUp))),
    at,
    offered: sum(devices.map(({ then }) => then.sent)),
    gap: nanoseconds(
      Math.max(...devices.map(({ device: { delay, laterDelay = delay } }) => laterDelay)),
    ),
  };
};
