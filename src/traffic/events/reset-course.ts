import type { Interruption } from '../../linux/pktgen/restart.js';
import type { SinkFlow } from '../../modules/frame-sink/report.js';
import { between, type Instant } from '../../model/instant.js';
import { STARTING, type ResetCourse } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { DeviceRun } from '../generator/interrupted-run.js';
import { stillLosingAtEnd, type LossEvidence } from './last-loss.js';
import { sinceStart, startOf, type TrialMoment } from './trial-moment.js';

/**
 * The longest time without a received frame: the intersection of the flows' longest gaps, as a
 * frame of any flow shows that the DUT forwards. Undefined if it is empty.
 */
const commonGap = (flows: readonly SinkFlow[]): Nanoseconds | undefined => {
  const silences = flows.flatMap(({ times }) => times.silence ?? []);
  const [first] = silences;
  if (first === undefined) return undefined;
  // Counted from one of them: the sink's clock exceeds the precision of a number.
  const begins = silences.map(({ from }) => between(first.from, from));
  const ends = silences.map(({ length }, index) => (begins[index] ?? 0) + length);
  const length = Math.min(...ends) - Math.max(...begins);
  return length > 0 ? nanoseconds(length) : undefined;
};

/**
 * Whether frames sent from some moment on arrived. If more frames are missing before the first one
 * that arrived than pktgen had sent before its restart, the sink sees a gap and no restart.
 */
const cameSince = ({ restart, times }: SinkFlow, moment: Instant): boolean =>
  [restart, times.lastGap].some((frame) => frame !== null && frame.stamp >= moment);

/** Whether the last frames of a device arrived, those of its last start. */
const cameToTheEnd = (
  { device: { source }, result, interrupted }: DeviceRun,
  flows: readonly SinkFlow[],
  last: Interruption | undefined,
): boolean =>
  flows.some((flow) => {
    if (flow.source !== source) return false;
    if (last === undefined || interrupted === undefined) {
      return !stillLosingAtEnd(flow, result.sent);
    }
    if (last.resumed === null || !cameSince(flow, last.resumed.started)) return false;
    return !stillLosingAtEnd(flow, interrupted.parts.at(-1)?.sent ?? 0);
  });

/**
 * By how much a gap that ended with a restart of the generator may be too long: the DUT may have
 * forwarded as soon as the carrier was back. It is not if the first frames after the restart were
 * lost.
 */
const gapError = (
  interruptions: readonly Interruption[],
  flows: readonly SinkFlow[],
): Nanoseconds => {
  const resumed = interruptions.flatMap((each) => each.resumed ?? []);
  const last = resumed.at(-1);
  const earlier = resumed.slice(0, -1);
  const atLast =
    last === undefined
      ? []
      : flows.flatMap(({ restart }) =>
          restart?.sequence === 1 ? [between(last.without, restart.stamp)] : [],
        );
  const atOthers = earlier.map(({ without, started }) => between(without, started) + STARTING);
  return nanoseconds(Math.max(0, ...atLast, ...atOthers));
};

const interruptionsOf = (
  moment: TrialMoment,
  interruptions: readonly Interruption[],
): NonNullable<ResetCourse['interruptions']> => {
  const start = startOf(moment.devices.map(({ then }) => then));
  return interruptions.map(({ devices, resumed }) => ({
    stoppedAt: nanoseconds((Math.max(...devices.map((each) => each.stoppedAt)) - start) * 1000),
    carrierAt: resumed && sinceStart(moment, resumed.without),
    restartedAt: resumed && sinceStart(moment, resumed.started),
  }));
};

/** A reset, by the generator and the controller. */
export interface ResetEvidence {
  readonly moment: TrialMoment;
  readonly took: Nanoseconds;
  readonly interruptions: readonly Interruption[];
}

/** How a reset went, by the generator, the controller and, if it identifies frames, the sink. Pure. */
export const resetCourseOf = (
  { moment, took, interruptions }: ResetEvidence,
  evidence: LossEvidence | undefined,
): ResetCourse => {
  const startedAt = sinceStart(moment, moment.after);
  const interrupted = interruptions.length > 0;
  const course = {
    startedAt,
    finishedAt: nanoseconds(startedAt + took),
    ...(interrupted && { interruptions: interruptionsOf(moment, interruptions) }),
  };
  if (evidence === undefined) return course;
  const { sent, flows } = evidence;
  const longestGap = commonGap(flows);
  const last = interruptions.at(-1);
  return {
    ...course,
    ...(longestGap !== undefined && {
      longestGap,
      ...(interrupted && { longestGapError: gapError(interruptions, flows) }),
    }),
    recovered: sent.every((run) => cameToTheEnd(run, flows, last)),
  };
};
