import { sum } from '../../model/sum.js';
import type { Loss, SinkArrivals, SinkCounts, TrialCounts } from '../../model/trial.js';
import { subtractBackgroundLosses } from './background-losses.js';
import { increase, type Reading, type CounterRef } from './reading.js';
import type { TrialCounters } from './trial-counters.js';

/** What the generator was asked for and says it did. */
export interface Sent {
  readonly intended: number;
  readonly offered: number;
  /** Frames that each port sent which are no test frames; the DUT forwards none of them. */
  readonly background?: readonly number[];
  /** What the sink's module took, where it counts. */
  readonly arrivals?: SinkArrivals;
}

/** Where a trial's frames went. */
export interface Account {
  readonly counts: TrialCounts;
  /** In the order a frame meets the places. */
  readonly losses: readonly Loss[];
  /** offered - received by the sink - located; negative where more arrived than was offered. */
  readonly unlocated: number;
  /** Test frames sent by the drivers of the ports that send, one for each. */
  readonly sentByPort: readonly number[];
  /** Ports whose link was lost or came back meanwhile, by their names in the testbed. */
  readonly flapped: readonly string[];
  /** Where the sink is counted twice. */
  readonly sink?: SinkCounts;
}

/**
 * Flow conservation: every frame offered was received by the sink, was lost where a counter says
 * so, or is unlocated. Never clamped: a negative remainder is a finding.
 * @throws Failure when a counter went backwards
 */
export const accountFor = (
  witnesses: TrialCounters,
  { intended, offered, background = [], arrivals }: Sent,
  before: Reading,
  after: Reading,
): Account => {
  const grown = (witness: CounterRef): number => increase(witness, before, after);
  const total = (list: readonly CounterRef[]): number => sum(list.map(grown));
  const counted = (list: readonly CounterRef[]): number | null =>
    list.length === 0 ? null : total(list);
  const nic = total(witnesses.receivedBySink);
  // The module knows test frames from others.
  const receivedBySink = arrivals?.frames ?? nic;
  const lost = witnesses.losses
    .map(({ location, witnesses: list }): Loss => ({ location, frames: total(list) }))
    .filter(({ frames }) => frames > 0);
  const sentInBackground = sum(background);
  const losses = subtractBackgroundLosses(lost, offered - receivedBySink, sentInBackground);
  const notTaken = atRing(lost) - atRing(losses);
  const atDut = counted(witnesses.receivedByDut);
  const counts: TrialCounts = {
    intended,
    offered,
    receivedByDut: atDut === null ? null : Math.max(0, atDut - (sentInBackground - notTaken)),
    forwarded: counted(witnesses.forwarded),
    receivedBySink,
  };
  const located = sum(losses.map(({ frames }) => frames));
  return {
    counts,
    losses,
    unlocated: offered - counts.receivedBySink - located,
    sentByPort: witnesses.sent.map((witness, port) => grown(witness) - (background[port] ?? 0)),
    flapped: witnesses.carriers.filter(({ witness }) => grown(witness) > 0).map(({ port }) => port),
    ...(arrivals && { sink: { nic, module: arrivals } }),
  };
};

/** What the DUT's rings had no room for. */
const atRing = (losses: readonly Loss[]): number =>
  losses.find(({ location }) => location === 'ingress-nic')?.frames ?? 0;
