import { Failure } from '../../../model/failure.js';
import { sum } from '../../../model/numbers/sum.js';
import { STARTING, type ResetCourse, type TrialResult } from '../../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../../model/units.js';

/** The course of the reset. @throws Failure if the measurer does not report it */
export const courseOf = ({ reset }: TrialResult): ResetCourse => {
  if (reset !== undefined) return reset;
  throw new Failure({
    attempted: 'measuring how long a reset interrupts forwarding',
    got: 'the trial does not report when the DUT was reset',
    remedy: 'use a measurer that can reset the DUT',
  });
};

/** How long a reset interrupted forwarding, and how that is known. */
export interface ResetTime {
  readonly time: Nanoseconds;
  /** The largest error in either direction. */
  readonly accuracy: number;
  /** Not even the last frames got through: it may be longer. */
  readonly lowerBoundOnly: boolean;
  /** The generator's link was down meanwhile. */
  readonly interrupted: boolean;
}

/** The time in which the generator could not send because its link was down. */
const pausesIn = ({ interruptions = [] }: ResetCourse, duration: Nanoseconds): number =>
  sum(
    interruptions.map(({ stoppedAt, restartedAt }) =>
      Math.max(0, (restartedAt ?? duration) - stoppedAt),
    ),
  );

/**
 * By frames: the number lost over the rate at which they were offered, plus the time in which none
 * was sent. If the generator's link was down, by timestamps instead if the sink takes them: from
 * the last frame before to the first one after, which is late if the generator was.
 */
export const resetTimeOf = (result: TrialResult): ResetTime => {
  const { request, counts, offeredDuration } = result;
  const course = courseOf(result);
  const { finishedAt, longestGap, longestGapError = 0, recovered, interruptions = [] } = course;
  const gap = 1e9 / request.intendedLoad;
  const lost = Math.max(0, counts.offered - counts.receivedBySink);
  const pauses = pausesIn(course, request.duration);
  const byFrames = nanoseconds(
    Math.round((lost * offeredDuration) / Math.max(1, counts.offered) + pauses),
  );
  // Counts alone do not show when frames were lost: all frames after the reset may be missing.
  const over = recovered ?? byFrames < offeredDuration + pauses - finishedAt - 2 * gap;
  const interrupted = interruptions.length > 0;
  if (!interrupted) return { time: byFrames, accuracy: gap, lowerBoundOnly: !over, interrupted };
  if (over && longestGap !== undefined) {
    const accuracy = gap + longestGapError;
    return { time: longestGap, accuracy, lowerBoundOnly: false, interrupted };
  }
  const late = interruptions.map(({ carrierAt, restartedAt }) =>
    carrierAt === null || restartedAt === null ? 0 : restartedAt - carrierAt + STARTING,
  );
  return { time: byFrames, accuracy: gap + sum(late), lowerBoundOnly: !over, interrupted };
};
