import type { SinkFlow } from '../../modules/frame-sink/report.js';
import type { PktgenMoment } from '../../linux/pktgen/moment.js';
import { between } from '../../model/instant.js';
import type { ResetCourse } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { stillLosingAtEnd, type LossEvidence } from './last-loss.js';
import { sinceStart } from './load-change.js';

/**
 * The longest time in which no frame came: what the longest silences of all flows have in common,
 * as frames of any flow show that the DUT forwards. Undefined where they have nothing in common.
 */
const commonSilence = (flows: readonly SinkFlow[]): Nanoseconds | undefined => {
  const silences = flows.flatMap(({ times }) => times.silence ?? []);
  const [first] = silences;
  if (first === undefined) return undefined;
  // Counted from one of them: the sink's clock has more digits than a number.
  const begins = silences.map(({ from }) => between(first.from, from));
  const ends = silences.map(({ length }, index) => (begins[index] ?? 0) + length);
  const length = Math.min(...ends) - Math.max(...begins);
  return length > 0 ? nanoseconds(length) : undefined;
};

/** How a reset went, by the generator, the controller and, where it knows frames, the sink. Pure. */
export const resetCourseOf = (
  { moment, took }: { readonly moment: PktgenMoment; readonly took: Nanoseconds },
  evidence: LossEvidence | undefined,
): ResetCourse => {
  const begun = sinceStart(moment, moment.after);
  const course = { begun, done: nanoseconds(begun + took) };
  if (evidence === undefined) return course;
  const { devices, results, flows } = evidence;
  const silence = commonSilence(flows);
  const over = devices.every(({ source }, index) =>
    flows.some(
      (flow) => flow.source === source && !stillLosingAtEnd(flow, results[index]?.sent ?? 0),
    ),
  );
  return { ...course, ...(silence !== undefined && { silence }), over };
};
