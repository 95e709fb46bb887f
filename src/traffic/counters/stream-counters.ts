import type { LinkField } from '../../linux/counters/link.js';
import type { Passage, Stream } from '../../model/network/stream.js';
import type { CounterRef } from './reading.js';

/** Counters that count only one stream's frames; those that do not exist are absent. */
export interface StreamCounters {
  readonly stream: Stream;
  readonly receivedByDut?: CounterRef | undefined;
  readonly forwarded?: CounterRef | undefined;
  readonly receivedBySink?: CounterRef | undefined;
}

/** Counters of ports, by the role that has them. */
export interface PortCounters {
  readonly receivedByDut: (stream: Stream) => CounterRef;
  readonly forwarded: (stream: Stream) => CounterRef;
  readonly receivedBySink: (stream: Stream) => CounterRef;
}

/** Whether a stream is the only one at a place. */
const onlyOneAt = (
  streams: readonly Stream[],
  placeOf: (stream: Stream) => string,
): ((stream: Stream) => boolean) => {
  const counts = new Map<string, number>();
  for (const place of streams.map(placeOf)) counts.set(place, (counts.get(place) ?? 0) + 1);
  return (stream) => counts.get(placeOf(stream)) === 1;
};

const interfaceOf = ({ router }: Stream, { interface: { name } }: Passage): string =>
  `${router.namespace ?? ''}/${name}`;

/** A router's own interface, if it is not a NIC. */
const virtualInterface = (
  { router: { namespace } }: Stream,
  { interface: { name, port } }: Passage,
  field: LinkField,
): CounterRef | undefined =>
  name === port.interface
    ? undefined
    : { at: 'dut', counter: { source: 'link', namespace, interface: name, field } };

/**
 * Which counters count the frames of one stream only: those of a port if it is the port's only
 * stream; else those of the router's virtual interface if it is that interface's only stream. So a
 * virtual interface is read only if ports carry several streams. It counts what reaches the router,
 * behind the backlog queue if the data plane has one, and what the router sent, before the queueing
 * discipline of the NIC. Pure.
 */
export const streamCounters = (
  streams: readonly Stream[],
  ports: PortCounters,
): readonly StreamCounters[] => {
  const aloneAt = {
    entry: onlyOneAt(streams, ({ entry }) => entry.dut.interface),
    into: onlyOneAt(streams, (stream) => interfaceOf(stream, stream.into)),
    outOf: onlyOneAt(streams, (stream) => interfaceOf(stream, stream.outOf)),
    exit: onlyOneAt(streams, ({ exit }) => exit.dut.interface),
  };
  const ofRouter = (stream: Stream, way: 'into' | 'outOf', field: LinkField) =>
    aloneAt[way](stream) ? virtualInterface(stream, stream[way], field) : undefined;
  return streams.map((stream) => ({
    stream,
    receivedByDut: aloneAt.entry(stream)
      ? ports.receivedByDut(stream)
      : ofRouter(stream, 'into', 'rx_packets'),
    forwarded: aloneAt.exit(stream)
      ? ports.forwarded(stream)
      : ofRouter(stream, 'outOf', 'tx_packets'),
    receivedBySink: aloneAt.exit(stream) ? ports.receivedBySink(stream) : undefined,
  }));
};
