import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Host } from '../../host/host.js';
import type { RoleNetwork } from '../../host/role-network.js';
import { readSink, sendSinkCommands } from '../../modules/frame-sink/control.js';
import { parseSinkReport, type SinkReport } from '../../modules/frame-sink/report.js';
import { parseTimes, readTimes, takeTimes, type PortTimes } from '../../modules/softnic/latency.js';
import { parseSources, readSources } from '../../modules/softnic/source-result.js';
import { configureSources, startSources, startSourcesIn } from '../../modules/softnic/source.js';
import type { InOrder } from '../../model/concurrency/in-order.js';
import { groupBy } from '../../model/group-by.js';
import type { Stream, Tester } from '../../model/network/stream.js';
import { inSeconds, milliseconds, type Nanoseconds } from '../../model/units.js';
import type { StreamSource } from '../generator/port-sources.js';
import type { SourceRun } from '../generator/source-runs.js';

/** The roles, all of them on one machine. */
export type Places = Readonly<Record<RoleName, RoleNetwork>>;

/** From the command that starts the sources of one namespace to their first frame. */
const LEAD = milliseconds(50);
/** The same if namespaces have to be entered first. */
const LEAD_INTO_NAMESPACES = milliseconds(150);

/** How sources are started, and how long they may take. */
export interface SourceStart {
  /** The same on a machine whose clock keeps running while others run on its computer. */
  readonly lead?: Nanoseconds | undefined;
  readonly deadline?: Nanoseconds | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A pause on the machine itself; a zero pause needs no command. */
export const pause = (host: Host, duration: Nanoseconds): Promise<unknown> =>
  duration === 0 ? Promise.resolve() : host.run(['sleep', inSeconds(duration).toFixed(6)]);

/** Sources by the role whose ports they are in. */
const bySender = (
  sources: readonly StreamSource[],
): readonly (readonly [Tester, readonly StreamSource[]])[] => [
  ...groupBy(sources, ({ sender }) => sender),
];

const portsOf = (sources: readonly StreamSource[]): readonly string[] =>
  sources.map(({ source }) => source.interface);

/** Configures what sources are to send. */
export const configure = (places: Places, sources: readonly StreamSource[]): Promise<unknown> =>
  Promise.all(
    bySender(sources).map(([sender, own]) => {
      const { argv, stdin } = configureSources(own.map(({ source }) => source));
      return places[sender].host.run(argv, { stdin });
    }),
  );

/**
 * Starts all sources at the same moment, and waits until all is sent.
 * @param timed if a frame is tagged: the ports that it may arrive at, and when it arrives
 */
export const send = (
  places: Places,
  sources: readonly StreamSource[],
  timed?: TimedFrames,
  { lead, deadline, signal }: SourceStart = {},
): Promise<unknown> => {
  const options = { deadline, signal };
  const senders = bySender(sources);
  const [only, ...others] = senders;
  if (only !== undefined && others.length === 0 && timed === undefined) {
    return places[only[0]].host.run(startSources(portsOf(only[1]), lead ?? LEAD), options);
  }
  const namespaces = senders.map(([sender, own]) => ({
    namespace: places[sender].namespace,
    ports: portsOf(own),
  }));
  const tag = timed && {
    namespace: places.sink.namespace,
    ports: timed.leaving,
    after: timed.tag,
  };
  const { argv, stdin } = startSourcesIn(namespaces, lead ?? LEAD_INTO_NAMESPACES, tag);
  return places.generator.machine.run(argv, { stdin, ...options });
};

/** Prints what sources sent, and parses it. @throws ParseFailure */
export const readRuns = async (
  places: Places,
  sources: readonly StreamSource[],
): Promise<readonly SourceRun[]> => {
  const runs = await Promise.all(
    bySender(sources).map(async ([sender, own]) => {
      const { host, machine } = places[sender];
      const { stdout } = await host.run(readSources(portsOf(own)));
      return own.flatMap((each) =>
        parseSources([each.source.interface], stdout, machine.name).map((result) => ({
          ...each,
          result,
        })),
      );
    }),
  );
  return runs.flat();
};

/** Starts the counting modules at the receivers. */
export const startSinks = (places: Places, receivers: readonly Tester[]): Promise<unknown> =>
  Promise.all(receivers.map((role) => places[role].host.run(sendSinkCommands(['start']))));

/** Stops them, and reads what they counted; undefined if there are none. @throws ParseFailure */
export const stopSinks = async (
  places: Places,
  receivers: readonly Tester[],
  inOrder: InOrder,
): Promise<SinkReport | undefined> => {
  if (receivers.length === 0) return undefined;
  const reports = await Promise.all(
    receivers.map(async (role) => {
      const { host, machine } = places[role];
      const [, { stdout }] = await inOrder([
        () => host.run(sendSinkCommands(['stop'])),
        () => host.run(readSink),
      ]);
      return parseSinkReport(stdout, machine.name);
    }),
  );
  return {
    ports: reports.flatMap(({ ports }) => ports),
    flows: reports.flatMap(({ flows }) => flows),
  };
};

/** The frames of a trial that are timed; they go one way. */
export interface TimedFrames {
  /** When the tagged frame arrives, from the start of the sources. */
  readonly tag: Nanoseconds;
  /** The DUT's ports that they arrive at, and the sink's that they leave for. */
  readonly arriving: readonly string[];
  readonly leaving: readonly string[];
}

/** The ports that streams of a trial pass, by which their frames are timed. */
export const timedPorts = (
  streams: readonly Stream[],
): Pick<TimedFrames, 'arriving' | 'leaving'> => ({
  arriving: [...new Set(streams.map(({ entry }) => entry.dut.interface))],
  leaving: [...new Set(streams.map(({ exit }) => exit.peer.interface))],
});

/** Starts or stops timing. */
export const timeFrames = (
  { dut, sink }: Places,
  { arriving, leaving }: TimedFrames,
  on: boolean,
): Promise<unknown> =>
  Promise.all([
    dut.host.run(takeTimes(arriving, 'stamp', on)),
    sink.host.run(takeTimes(leaving, 'timed', on)),
  ]);

/** Reads the timing results. @throws ParseFailure */
export const readFrameTimes = async (
  { sink }: Places,
  { leaving }: TimedFrames,
): Promise<readonly PortTimes[]> => {
  const { stdout } = await sink.host.run(readTimes(leaving));
  return parseTimes(leaving, stdout, sink.machine.name);
};
