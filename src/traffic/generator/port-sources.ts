import type { PortSource } from '../../modules/softnic/source.js';
import { testFrame } from '../../linux/test-frame.js';
import { withoutFcs } from '../../model/frame.js';
import { Failure } from '../../model/failure.js';
import { FRAME_LIST_BYTES, frameListBytes, roundsOf } from '../../model/softnic-source.js';
import { groupBy } from '../../model/group-by.js';
import { sendingPortOf, type Tester } from '../../model/network/stream.js';
import { wholeInterval } from '../../model/network/stream-loads.js';
import { seededRandom, shuffled } from '../../model/numbers/random.js';
import { sum } from '../../model/numbers/sum.js';
import type { TrialRequest } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';
import { framesOf, type StreamFlow } from '../flows/stream-flows.js';
import { frameOrder, type FrameOrder } from './frame-order.js';

/** A source of the software NIC, and the streams that it sends. */
export interface StreamSource {
  /** The role whose port it is in. */
  readonly sender: Tester;
  readonly source: PortSource;
  readonly flows: readonly StreamFlow[];
  readonly order: FrameOrder;
}

/** A flow and the destination hosts of its frames, in turn. */
interface Turns {
  readonly flow: StreamFlow;
  readonly hosts: readonly string[];
}

/** Many destinations in random order, the same in every trial. */
const turnsOf = (flow: StreamFlow, seed: number): Turns => ({
  flow,
  hosts: shuffled(flow.stream.destinations.hosts, seededRandom(seed)),
});

/** Rounds of frames until every flow has used all its destinations equally often. */
const frameList = (
  turns: readonly Turns[],
  { round, each }: FrameOrder,
  { frameSize }: Pick<TrialRequest, 'frameSize'>,
  numbered: boolean,
): readonly Uint8Array[] => {
  const destinations = turns.map(({ hosts }) => hosts.length);
  const rounds = roundsOf(each, destinations, numbered);
  const sent = turns.map(() => 0);
  return Array.from({ length: rounds }, () => round).flatMap((once) =>
    once.flatMap((index) => {
      const turn = turns[index];
      if (turn === undefined) return [];
      const { flow, hosts } = turn;
      const { stream } = flow;
      const before = sent[index] ?? 0;
      sent[index] = before + 1;
      return testFrame({
        sourceMac: stream.entry.peer.mac,
        destinationMac: stream.destinationMac,
        source: stream.source,
        destination: hosts[before % hosts.length] ?? '',
        size: withoutFcs(frameSize),
        ...(numbered && { sequence: before + 1 }),
      });
    }),
  );
};

const refuse = (port: string, flows: readonly StreamFlow[], got: string, remedy: string): Failure =>
  new Failure({
    attempted: `sending ${flows.length} streams from port ${port} by the source of the software NIC`,
    got,
    remedy,
  });

/** @throws Failure for loads that no list of frames has in proportion */
const orderOf = (port: string, flows: readonly StreamFlow[]): FrameOrder => {
  const order = frameOrder(
    flows.map((flow) => ({ load: flow.intendedLoad, frames: framesOf(flow) })),
  );
  if (order !== undefined) return order;
  const loads = [...new Set(flows.map(({ intendedLoad }) => intendedLoad))];
  const [some, more] = [loads.slice(0, 4).join(' to '), loads.length > 4 ? ' and others' : ''];
  throw refuse(
    port,
    flows,
    `their loads, ${some}${more} frames/s, are not in the proportion of small whole numbers, which a list of frames requires`,
    'give routers that share a port loads in a simple proportion, such as 2 to 1, or separate ports',
  );
};

/** Rejects frames that a source has no room for. */
const checkRoom = (
  port: string,
  flows: readonly StreamFlow[],
  frames: readonly Uint8Array[],
): void => {
  const bytes = frameListBytes(frames.length, frames[0]?.length ?? 0);
  if (bytes <= FRAME_LIST_BYTES) return;
  throw refuse(
    port,
    flows,
    `their ${frames.length} frames take ${bytes} bytes; a source holds at most ${FRAME_LIST_BYTES}`,
    'make frames smaller, make the proportion of loads simpler, or use fewer routers, interfaces or routes',
  );
};

/** The interval between two frames of any flow. */
const gapOf = (flows: readonly StreamFlow[]): Nanoseconds => {
  const [first, ...others] = flows;
  if (first !== undefined && others.length === 0) return first.delay;
  return wholeInterval(1e9 / sum(flows.map(({ intendedLoad }) => intendedLoad)));
};

/**
 * Turns flows into sources in the testers' ports, one for each port. A port sends frames of its
 * streams in the proportion of their loads, at their total rate.
 * @param numbered whether frames are to be identified by the sink's module
 * @throws Failure for streams of one port whose loads no list has in proportion, or frames that a
 * source has no room for
 */
export const portSources = (
  flows: readonly StreamFlow[],
  trial: Pick<TrialRequest, 'frameSize'>,
  numbered = false,
): readonly StreamSource[] => {
  const ports = [...groupBy(flows.map(turnsOf), ({ flow }) => sendingPortOf(flow.stream)).values()];
  return ports.flatMap((turns, index): StreamSource[] => {
    const own = turns.map(({ flow }) => flow);
    const stream = own[0]?.stream;
    if (stream === undefined) return [];
    const port = stream.entry.peer.interface;
    const order = orderOf(port, own);
    const frames = frameList(turns, order, trial, numbered);
    checkRoom(port, own, frames);
    const gap = gapOf(own);
    const source: PortSource = {
      interface: port,
      frames,
      count: sum(own.map(framesOf)),
      gap,
      arrivals: { kind: 'constant' },
      // Ports are staggered evenly within the gap.
      phase: nanoseconds(Math.round((gap * index) / ports.length)),
    };
    return [{ sender: stream.sender, source, flows: own, order }];
  });
};
