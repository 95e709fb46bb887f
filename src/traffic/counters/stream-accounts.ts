import type { SinkReport } from '../../modules/frame-sink/report.js';
import { groupBy } from '../../model/group-by.js';
import type { Stream, StreamId } from '../../model/network/stream.js';
import { sum } from '../../model/numbers/sum.js';
import type { StreamResult } from '../../model/trial.js';
import type { CounterRef } from './reading.js';
import { classified } from './sink-arrivals.js';
import type { StreamCounters } from './stream-counters.js';

/** What the generator offered of a stream. */
export interface StreamSent {
  readonly stream: Stream;
  readonly intended: number;
  readonly offered: number;
  /** Broadcast frames sent with it, which are not test frames; the DUT forwards none of them. */
  readonly background?: number | undefined;
}

/** More frames of a stream that arrived than were offered. */
export interface Surplus {
  readonly stream: StreamId;
  readonly offered: number;
  /** Without frames that the module knows to be duplicates. */
  readonly received: number;
  readonly by: 'frame-sink' | 'nic';
}

/** The module's counts of a stream's frames. */
interface Arrived {
  readonly frames: number;
  readonly duplicates: number;
}

/**
 * What the sink's module counted by stream: frames of one source address are of one stream.
 * Undefined if it had no room for some flow, whose frames then belong to no known stream.
 */
const arrivedByStream = (
  report: SinkReport | undefined,
): ((stream: Stream) => Arrived) | undefined => {
  if (report === undefined || !classified(report)) return undefined;
  const bySource = groupBy(report.flows, ({ source }) => source);
  return ({ source }) => {
    const flows = bySource.get(source) ?? [];
    return {
      frames: sum(flows.map(({ frames }) => frames)),
      duplicates: sum(flows.map(({ duplicates }) => duplicates)),
    };
  };
};

/** The account of each stream of a trial, and its contradictions. */
export interface StreamAccounts {
  readonly streams: readonly StreamResult[];
  /** Streams of which the sink counted more than was offered, if a counter of the sink counts them. */
  readonly surplus: readonly Surplus[];
}

/**
 * The counts of each stream, null if no counter counts only its frames. Broadcast frames, which
 * every interface receives, cannot be distinguished from test frames on their way into the DUT.
 * @param increaseOf a counter's increase in the trial
 */
export const streamAccounts = (
  counters: readonly StreamCounters[],
  sent: readonly StreamSent[],
  report: SinkReport | undefined,
  increaseOf: (counter: CounterRef) => number,
): StreamAccounts => {
  const sentOf = new Map(sent.map((each) => [each.stream.id, each]));
  const arrived = arrivedByStream(report);
  const broadcast = sent.some(({ background = 0 }) => background > 0);
  const counted = (counter: CounterRef | undefined): number | null =>
    counter === undefined ? null : increaseOf(counter);
  const streams = counters.map(({ stream, ...own }): StreamResult => {
    const { intended = 0, offered = 0 } = sentOf.get(stream.id) ?? {};
    const bySink = report === undefined ? counted(own.receivedBySink) : arrived?.(stream).frames;
    return {
      stream: stream.id,
      router: stream.router.index,
      entry: stream.entry.dut.name,
      exit: stream.exit.dut.name,
      counts: {
        intended,
        offered,
        receivedByDut: broadcast ? null : counted(own.receivedByDut),
        forwarded: counted(own.forwarded),
        receivedBySink: bySink ?? null,
      },
    };
  });
  const surplus = streams.flatMap((each, index): Surplus[] => {
    const { stream, counts } = each;
    const of = counters[index]?.stream;
    const { duplicates = 0 } = (of && arrived?.(of)) ?? {};
    const received = (counts.receivedBySink ?? 0) - duplicates;
    const by = report === undefined ? 'nic' : 'frame-sink';
    return received > counts.offered ? [{ stream, offered: counts.offered, received, by }] : [];
  });
  return { streams, surplus };
};
