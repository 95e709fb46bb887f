import type { Stream } from '../../model/network/stream.js';
import { sum } from '../../model/numbers/sum.js';
import type { TrialRequest } from '../../model/trial.js';
import { pps, type Nanoseconds, type Pps } from '../../model/units.js';
import { shareLoad, type FlowLoad } from './offered-load.js';

/** The flow of one stream in a trial. */
export interface StreamFlow extends FlowLoad {
  readonly stream: Stream;
  /** Its share of the load that follows, if there is one. */
  readonly second?: FlowLoad | undefined;
}

/**
 * A trial's streams with their shares of its loads.
 * @throws Failure for a load too low for one of them
 */
export const flowsOf = (
  trial: Pick<TrialRequest, 'intendedLoad' | 'duration' | 'secondLoad'>,
  streams: readonly Stream[],
): readonly StreamFlow[] => {
  const { secondLoad } = trial;
  const later = new Map(
    secondLoad && shareLoad(secondLoad, streams).map((share) => [share.stream, share]),
  );
  return shareLoad(trial, streams).map((share) => ({ ...share, second: later.get(share.stream) }));
};

/** The total load of frames sent at these intervals. */
export const loadAtIntervals = (intervals: readonly Nanoseconds[]): Pps =>
  pps(sum(intervals.map((interval) => 1e9 / interval)));

/** The loads that pktgen is set to for a trial's loads. */
export const effectiveLoadsOf = (
  flows: readonly StreamFlow[],
): { readonly effectiveLoad: Pps; readonly effectiveSecondLoad?: Pps | undefined } => {
  const second = flows.flatMap((flow) => flow.second?.delay ?? []);
  return {
    effectiveLoad: loadAtIntervals(flows.map(({ delay }) => delay)),
    effectiveSecondLoad: second.length === 0 ? undefined : loadAtIntervals(second),
  };
};

/** All frames that a stream is to send in a trial. */
export const framesOf = ({ count, second }: StreamFlow): number => count + (second?.count ?? 0);
