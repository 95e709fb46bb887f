import type { SourceResult } from '../../modules/softnic/source-result.js';
import type { PortSource } from '../../modules/softnic/source.js';
import { testFrame } from '../../linux/test-frame.js';
import { withoutFcs } from '../../model/frame.js';
import { Failure } from '../../model/failure.js';
import { FRAME_LIST_BYTES, frameListBytes, roundsOf } from '../../model/softnic-source.js';
import { groupBy } from '../../model/group-by.js';
import { seededRandom, shuffled } from '../../model/numbers/random.js';
import { sum } from '../../model/numbers/sum.js';
import type { TrialRequest } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import type { PortSent } from '../counters/conservation.js';
import type { StreamSent } from '../counters/stream-accounts.js';
import { framesOf, type StreamFlow } from '../flows/stream-flows.js';

/** A source of the software NIC, and the streams it sends round robin. */
export interface StreamSource {
  readonly source: PortSource;
  readonly flows: readonly StreamFlow[];
}

/** A source's run. */
export interface SourceRun extends StreamSource {
  readonly result: SourceResult;
}

/** A flow, and the hosts that its frames are for, in turn. */
interface Turns {
  readonly flow: StreamFlow;
  readonly hosts: readonly string[];
}

/** Many destinations in random order, the same in every trial. */
const turnsOf = (flow: StreamFlow, seed: number): Turns => ({
  flow,
  hosts: shuffled(flow.stream.destinations.hosts, seededRandom(seed)),
});

/** One frame of each flow, as often as the flow with the most destinations needs. */
const framesInTurn = (
  turns: readonly Turns[],
  { frameSize }: Pick<TrialRequest, 'frameSize'>,
  numbered: boolean,
): readonly Uint8Array[] => {
  const most = Math.max(...turns.map(({ hosts }) => hosts.length));
  const rounds = roundsOf(turns.length, most, numbered);
  return Array.from({ length: rounds }, (_, round) => round).flatMap((round) =>
    turns.map(({ flow: { stream }, hosts }) =>
      testFrame({
        sourceMac: stream.entry.peer.mac,
        destinationMac: stream.destinationMac,
        source: stream.source,
        destination: hosts[round % hosts.length] ?? '',
        size: withoutFcs(frameSize),
        ...(numbered && { sequence: round + 1 }),
      }),
    ),
  );
};

/** How many of `count` frames each stream has, round robin. */
const inTurn = (frames: number, streams: number, index: number): number =>
  Math.floor(frames / streams) + (index < frames % streams ? 1 : 0);

const refuse = (port: string, flows: readonly StreamFlow[], got: string, remedy: string): Failure =>
  new Failure({
    attempted: `sending ${flows.length} streams from port ${port} by the source of the software NIC`,
    got,
    remedy,
  });

/** Rejects what a source cannot send exactly. */
const checkSource = (
  port: string,
  flows: readonly StreamFlow[],
  frames: readonly Uint8Array[],
): void => {
  const total = sum(flows.map(framesOf));
  const equal = flows.every(
    (flow, index) =>
      flow.delay === flows[0]?.delay && framesOf(flow) === inTurn(total, flows.length, index),
  );
  if (!equal) {
    throw refuse(
      port,
      flows,
      'their loads differ; the deterministic lab offers unequal loads only through different ports',
      'give routers that share a port equal shares, or give each router ports of its own',
    );
  }
  const bytes = frameListBytes(frames.length, frames[0]?.length ?? 0);
  if (bytes <= FRAME_LIST_BYTES) return;
  throw refuse(
    port,
    flows,
    `their frames take ${bytes} bytes; a source has room for ${FRAME_LIST_BYTES}`,
    'make frames smaller, or use fewer routers, interfaces or routes',
  );
};

/**
 * Flows as the sources in the generator's ports, one for each port. Streams of a port are sent round robin.
 * @param numbered whether frames are to be identified by the sink's module
 * @throws Failure for streams of one port whose loads differ, or frames that a source has no room for
 */
export const portSources = (
  flows: readonly StreamFlow[],
  trial: Pick<TrialRequest, 'frameSize'>,
  numbered = false,
): readonly StreamSource[] => {
  const ports = groupBy(flows.map(turnsOf), ({ flow }) => flow.stream.entry.peer.interface);
  return [...ports].map(([port, turns], index): StreamSource => {
    const own = turns.map(({ flow }) => flow);
    const frames = framesInTurn(turns, trial, numbered);
    checkSource(port, own, frames);
    const gap = Math.max(1, Math.round((own[0]?.delay ?? 0) / own.length));
    const source: PortSource = {
      interface: port,
      frames,
      count: sum(own.map(framesOf)),
      gap: nanoseconds(gap),
      arrivals: { kind: 'constant' },
      // Ports are staggered evenly within the gap.
      phase: nanoseconds(Math.round((gap * index) / ports.size)),
    };
    return { source, flows: own };
  });
};

/** What a source offered of each of its streams: known exactly, as they are sent round robin. */
export const offeredBySource = ({ flows, result: { sent } }: SourceRun): readonly StreamSent[] =>
  flows.map((flow, index) => ({
    stream: flow.stream,
    intended: framesOf(flow),
    offered: inTurn(sent, flows.length, index),
  }));

/** From the first frame of any port to where the next would have come. */
export const sourcesDuration = (
  runs: readonly { readonly source: Pick<PortSource, 'gap'>; readonly result: SourceResult }[],
): Nanoseconds => {
  const spans = runs.flatMap(({ source: { gap }, result: { sent, first, last } }) =>
    sent === 0 ? [] : [{ first, end: last + gap }],
  );
  if (spans.length === 0) return nanoseconds(0);
  const [ends, starts] = [spans.map(({ end }) => end), spans.map(({ first }) => first)];
  return nanoseconds(Math.max(...ends) - Math.min(...starts));
};

/** Where a source and the counter of its port contradict each other. */
export const sourceProblems = (
  results: readonly SourceResult[],
  sentByPort: readonly Pick<PortSent, 'port' | 'frames'>[],
): readonly string[] => {
  const counted = new Map(sentByPort.map(({ port, frames }) => [port.interface, frames]));
  return results.flatMap(({ interface: port, sent }) =>
    counted.get(port) === sent
      ? []
      : [`${port}: its source sent ${sent} frames, the port ${counted.get(port) ?? 'none'}`],
  );
};
