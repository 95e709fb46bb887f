import { groupBy } from '../../model/group-by.js';
import { jainIndex } from '../../model/numbers/jain-index.js';
import { sum } from '../../model/numbers/sum.js';
import type { LossLocation, TrialResult } from '../../model/trial.js';
import { pps, type Pps } from '../../model/units.js';

/** A trial's figures for one router, over all of its streams. */
export interface RouterFigures {
  readonly router: number;
  readonly intendedLoad: Pps;
  readonly offeredLoad: Pps;
  /** null if no counter tells its frames from those of other routers; likewise what follows from it. */
  readonly forwardingRate: Pps | null;
  /** Frames that the sink received of it. */
  readonly received: number | null;
  /** Lost frames as a fraction of offered ones. */
  readonly lossRatio: number | null;
  /** Frames lost by counters that count those of this router alone, in the order of a frame's path. */
  readonly losses: readonly { readonly location: LossLocation; readonly frames: number }[];
  /** Lost elsewhere: at places whose counters routers share, or not located. */
  readonly lostElsewhere: number | null;
}

/** The figures of each router of a trial; none if the trial has no streams. */
export const routerFigures = ({
  request,
  streams = [],
  losses,
  offeredDuration,
}: TrialResult): readonly RouterFigures[] => {
  const intended = new Map(request.streams?.map((each) => [each.stream, each.intendedLoad]));
  const rate = (frames: number): Pps =>
    pps(offeredDuration === 0 ? 0 : (frames * 1e9) / offeredDuration);
  return [...groupBy(streams, ({ router }) => router)].map(([router, own]) => {
    const offered = sum(own.map(({ counts }) => counts.offered));
    const counted = own.flatMap(({ counts: { receivedBySink } }) => receivedBySink ?? []);
    const received = counted.length === own.length ? sum(counted) : null;
    const located = losses.flatMap(({ location, routers = [] }) => {
      const frames = routers.find((each) => each.router === router)?.frames ?? 0;
      return frames === 0 ? [] : [{ location, frames }];
    });
    const elsewhere = (arrived: number): number =>
      Math.max(0, offered - arrived - sum(located.map(({ frames }) => frames)));
    return {
      router,
      intendedLoad: pps(sum(own.map(({ stream }) => intended.get(stream) ?? 0))),
      offeredLoad: rate(offered),
      forwardingRate: received === null ? null : rate(received),
      received,
      lossRatio: received === null ? null : offered === 0 ? 0 : Math.max(0, 1 - received / offered),
      losses: located,
      lostElsewhere: received === null ? null : elsewhere(received),
    };
  });
};

/**
 * How fairly a trial's routers are served: Jain's index of what each received as a fraction of what
 * it was offered. Undefined for a single router, if no counter tells their frames apart, and if
 * none was offered or received anything.
 */
export const fairnessOf = (trial: TrialResult): number | undefined => {
  const routers = routerFigures(trial).filter(({ offeredLoad }) => offeredLoad > 0);
  if (routers.length < 2) return undefined;
  const served = routers.flatMap(({ offeredLoad, forwardingRate }) =>
    forwardingRate === null ? [] : [Math.min(1, forwardingRate / offeredLoad)],
  );
  return served.length < routers.length ? undefined : jainIndex(served);
};
