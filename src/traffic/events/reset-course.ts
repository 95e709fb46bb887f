import type { SinkFlow } from '../../modules/frame-sink/report.js';
import { between } from '../../model/instant.js';
import type { ResetCourse } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { stillLosingAtEnd, type LossEvidence } from './last-loss.js';
import { sinceStart, type TrialMoment } from './trial-moment.js';

/**
 * The longest time without a received frame: the intersection of the flows' longest gaps, as a frame
 * of any flow shows that the DUT forwards. Undefined where it is empty.
 */
const commonGap = (flows: readonly SinkFlow[]): Nanoseconds | undefined => {
  const silences = flows.flatMap(({ times }) => times.silence ?? []);
  const [first] = silences;
  if (first === undefined) return undefined;
  // Counted from one of them: the sink's clock has more digits than a number.
  const begins = silences.map(({ from }) => between(first.from, from));
  const ends = silences.map(({ length }, index) => (begins[index] ?? 0) + length);
  const length = Math.min(...ends) - Math.max(...begins);
  return length > 0 ? nanoseconds(length) : undefined;
};

/** How a reset went, by the generator, the controller and, where it identifies frames, the sink. Pure. */
export const resetCourseOf = (
  { moment, took }: { readonly moment: TrialMoment; readonly took: Nanoseconds },
  evidence: LossEvidence | undefined,
): ResetCourse => {
  const startedAt = sinceStart(moment, moment.after);
  const course = { startedAt, finishedAt: nanoseconds(startedAt + took) };
  if (evidence === undefined) return course;
  const { sent, flows } = evidence;
  const longestGap = commonGap(flows);
  const recovered = sent.every(({ device: { source }, result }) =>
    flows.some((flow) => flow.source === source && !stillLosingAtEnd(flow, result.sent)),
  );
  return { ...course, ...(longestGap !== undefined && { longestGap }), recovered };
};
