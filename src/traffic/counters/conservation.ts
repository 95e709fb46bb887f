import type { SinkReport } from '../../modules/frame-sink/report.js';
import { groupBy } from '../../model/group-by.js';
import type { StreamId } from '../../model/network/stream.js';
import type { Port } from '../../model/network/topology.js';
import { sum } from '../../model/numbers/sum.js';
import type { Loss, SinkCounts, TrialCounts } from '../../model/trial.js';
import { subtractBackgroundLosses } from './background-losses.js';
import type { CounterOwners } from './counter-owners.js';
import { increase } from './increase.js';
import { counterRefKey, type CounterRef, type Reading } from './reading.js';
import { arrivalsOf } from './sink-arrivals.js';
import { streamAccounts, type StreamAccounts, type StreamSent } from './stream-accounts.js';
import type { TrialCounters } from './trial-counters.js';

/** The intended and offered frames by the generator's counts, and the counts of the sink's module. */
export interface Sent {
  /** Of all streams. */
  readonly intended: number;
  readonly streams: readonly StreamSent[];
  /** Absent if only NICs count. */
  readonly sink?:
    | {
        readonly report: SinkReport;
        /** Whether every frame has a unique sequence number. */
        readonly numbered: boolean;
      }
    | undefined;
}

/** Test frames that a port sent for all its streams, counted by its driver. */
export interface PortSent {
  readonly port: Port;
  readonly streams: ReadonlySet<StreamId>;
  readonly frames: number;
}

/** The account of a trial's frames. */
export interface Account extends StreamAccounts {
  readonly counts: TrialCounts;
  /** In the order of a frame's path. */
  readonly losses: readonly Loss[];
  /** offered - received by the sink - located; negative if more arrived than was offered. */
  readonly unlocated: number;
  readonly sentByPort: readonly PortSent[];
  /** Ports whose link went down or up during the trial, by their names in the testbed. */
  readonly flapped: readonly string[];
  /** Present if the sink is counted twice. */
  readonly sink?: SinkCounts | undefined;
  /** Frames counted in excess of those offered, without duplicates; absent if there are none. */
  readonly excess?: Excess | undefined;
}

/** Frames that were received or lost but not offered. */
export interface Excess {
  readonly frames: number;
  /** The counters that may have counted them, with what each counted. */
  readonly counted: readonly {
    readonly counter: CounterRef | 'frame-sink';
    readonly frames: number;
  }[];
}

/** Overflows of the DUT's receive rings. */
const atRing = (losses: readonly Loss[]): number =>
  losses.find(({ location }) => location === 'ingress-nic')?.frames ?? 0;

/** The counts at a place by counters that belong to single routers. */
const byRouter = (
  counters: readonly CounterRef[],
  owners: CounterOwners,
  increaseOf: (counter: CounterRef) => number,
): Pick<Loss, 'routers'> => {
  const own = counters.flatMap((counter) => {
    const router = owners.get(counterRefKey(counter));
    const frames = increaseOf(counter);
    return router === undefined || frames === 0 ? [] : [{ router, frames }];
  });
  if (own.length === 0) return {};
  const routers = [...groupBy(own, ({ router }) => router)]
    .map(([router, all]) => ({ router, frames: sum(all.map(({ frames }) => frames)) }))
    .toSorted((one, other) => one.router - other.router);
  return { routers };
};

/** By which counters more frames were received or lost than offered; undefined if none was. */
const excessOf = (
  frames: number,
  { receivedBySink, losses }: TrialCounters,
  arrivals: SinkCounts['module'] | undefined,
  increaseOf: (counter: CounterRef) => number,
): Excess | undefined => {
  if (frames <= 0) return undefined;
  const counters = [
    ...(arrivals === undefined ? receivedBySink : []),
    ...losses.flatMap(({ counters: list }) => list),
  ];
  const moved = counters
    .map((counter) => ({ counter, frames: increaseOf(counter) }))
    .filter((each) => each.frames > 0);
  const bySink = arrivals && { counter: 'frame-sink' as const, frames: arrivals.frames };
  return { frames, counted: [...(bySink === undefined ? [] : [bySink]), ...moved] };
};

/** The test frames that each port's driver sent. */
const sentByPort = (
  { sent }: TrialCounters,
  streams: readonly StreamSent[],
  increaseOf: (counter: CounterRef) => number,
): readonly PortSent[] =>
  sent.map(({ port, streams: own, counter }) => {
    const background = streams.map((each) =>
      own.has(each.stream.id) ? (each.background ?? 0) : 0,
    );
    return { port, streams: own, frames: increaseOf(counter) - sum(background) };
  });

/**
 * Flow conservation: every frame offered was received by the sink, was lost at a counted place, or
 * is unlocated. Totals are by port, as hardware counts; by stream if counters distinguish streams.
 * Never clamped: a negative remainder is reported.
 * @throws Failure for a counter whose readings cannot be compared: see `incomparable`
 */
export const accountFor = (
  counters: TrialCounters,
  { intended, streams, sink }: Sent,
  before: Reading,
  after: Reading,
): Account => {
  const increaseOf = (counter: CounterRef): number => increase(counter, before, after);
  const total = (list: readonly CounterRef[]): number => sum(list.map(increaseOf));
  const counted = (list: readonly CounterRef[]): number | null =>
    list.length === 0 ? null : total(list);
  const offered = sum(streams.map((each) => each.offered));
  const nic = total(counters.receivedBySink);
  const arrivals = sink && arrivalsOf(sink.report, sink.numbered);
  // The module distinguishes test frames from others.
  const receivedBySink = arrivals?.frames ?? nic;
  const lost = counters.losses
    .map(({ location, counters: list }): Loss => ({
      location,
      frames: total(list),
      ...byRouter(list, counters.owners, increaseOf),
    }))
    .filter(({ frames }) => frames > 0);
  const background = sum(streams.map((each) => each.background ?? 0));
  const losses = subtractBackgroundLosses(lost, offered - receivedBySink, background);
  const backgroundAtDut = background - (atRing(lost) - atRing(losses));
  const atDut = counted(counters.receivedByDut);
  const unlocated = offered - receivedBySink - sum(losses.map(({ frames }) => frames));
  const twice = arrivals?.order?.duplicates ?? 0;
  return {
    counts: {
      intended,
      offered,
      receivedByDut: atDut === null ? null : Math.max(0, atDut - backgroundAtDut),
      forwarded: counted(counters.forwarded),
      receivedBySink,
    },
    losses,
    unlocated,
    sentByPort: sentByPort(counters, streams, increaseOf),
    flapped: counters.carriers
      .filter(({ counter }) => increaseOf(counter) > 0)
      .map(({ port }) => port),
    sink: arrivals && { nic, module: arrivals },
    excess: excessOf(-unlocated - twice, counters, arrivals, increaseOf),
    ...streamAccounts(counters.streams, streams, sink?.report, increaseOf),
  };
};
