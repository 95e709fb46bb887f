import type { SinkFlow } from '../../modules/frame-sink/report.js';
import { Failure } from '../../model/failure.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { DeviceRun } from '../generator/interrupted-run.js';
import { sinceStart, startOf, type TrialMoment } from './trial-moment.js';

/** The flow of a source: its frames have an order only if they were received on one CPU. @throws Failure */
const flowFrom = (flows: readonly SinkFlow[], source: string): SinkFlow | undefined => {
  const [flow, another] = flows.filter((each) => each.source === source);
  if (flow === undefined || another === undefined) return flow;
  throw new Failure({
    attempted: `finding the last lost frame from ${source}`,
    got: `its frames were received on CPUs ${flow.cpu} and ${another.cpu} of the sink`,
    remedy: "steer each flow to one CPU on the sink's NIC: ethtool -X PORT equal 1",
  });
};

/** Whether the last frames of a device were lost, or all of them. */
export const stillLosingAtEnd = (flow: SinkFlow | undefined, sent: number): boolean =>
  flow === undefined || flow.next - 1 < sent;

/** A trial's frames, by generator and sink. */
export interface LossEvidence {
  readonly sent: readonly DeviceRun[];
  readonly flows: readonly SinkFlow[];
}

/**
 * When the last lost frame was offered, from the start of the trial; null if none was lost. It is
 * the timestamp of the frame after the last gap: pktgen takes it as soon as the previous frame was
 * sent, or, if it has to serve other devices first, at the latest when it sends the frame itself.
 * So it is late by less than the time between two frames of a stream. If frames were reordered, the
 * last gap may have been filled later: then no frame was lost after that moment, and possibly none
 * at it.
 * @throws Failure if the frames of a stream were received on several CPUs
 */
export const lastLossOf = (
  { sent, flows }: LossEvidence,
  moment: TrialMoment,
): Nanoseconds | null => {
  const start = startOf(sent.map(({ result }) => result));
  const losses = sent.flatMap(({ device: { source }, result }): number[] => {
    if (result.sent === 0) return [];
    const flow = flowFrom(flows, source);
    if (stillLosingAtEnd(flow, result.sent)) return [(result.stoppedAt - start) * 1000];
    const gap = flow?.times.lastGap;
    return flow === undefined || flow.lost <= 0 || !gap ? [] : [sinceStart(moment, gap.stamp)];
  });
  return losses.length === 0 ? null : nanoseconds(Math.max(...losses));
};
