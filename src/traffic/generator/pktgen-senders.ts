import { barrier } from '../../host/barrier.js';
import { query } from '../../host/query.js';
import { sameNetwork, type RoleNetwork } from '../../host/role-network.js';
import { portPlaces, type PortPlace } from '../../linux/device/port-place.js';
import type { Tester } from '../../model/network/stream.js';
import { runConcurrently } from '../../model/concurrency/run-concurrently.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { nanoseconds } from '../../model/units.js';
import type { StreamFlow } from '../flows/stream-flows.js';
import { pktgenDevices, type FlowDevice, type PktgenFrames } from './pktgen-devices.js';
import type { DeviceRun } from './interrupted-run.js';
import { runPktgen, type PktgenRun, type WhileSending } from './pktgen-generator.js';
import { pktgenThreads, type PktgenSetting } from './pktgen-threads.js';

/** The sending roles' networks. */
export type TesterNetworks = Readonly<Record<Tester, RoleNetwork>>;

/** One instance of pktgen, for several roles if they share a network namespace. */
export interface PktgenSender {
  readonly network: RoleNetwork;
  readonly devices: readonly FlowDevice[];
}

/** What was sent of a stream, or of a thread's part of it. */
export interface SentFlow extends DeviceRun {
  readonly flow: StreamFlow;
  /** The broadcast frames sent with it; absent if there were none. */
  readonly background?: DeviceRun | undefined;
}

/** The results of all senders of a trial. */
export interface SendersRun<Outcome> extends Omit<PktgenRun<Outcome>, 'outcome' | 'devices'> {
  readonly sent: readonly SentFlow[];
  /** Outcomes of the work during the run, by sender. */
  readonly outcomes: readonly Outcome[];
}

/** Two roles in one namespace, with the CPUs of both. */
const joined = (one: RoleNetwork, other: RoleNetwork): RoleNetwork => ({
  ...one,
  cpus: one.cpus && other.cpus && [...new Set([...one.cpus, ...other.cpus])],
});

/** Flows by the instance of pktgen that sends them. */
const byInstance = (
  flows: readonly StreamFlow[],
  { generator, sink }: TesterNetworks,
): readonly { readonly network: RoleNetwork; readonly flows: readonly StreamFlow[] }[] => {
  const of = (tester: Tester) => flows.filter(({ stream }) => stream.sender === tester);
  const [ofGenerator, ofSink] = [of('generator'), of('sink')];
  if (ofGenerator.length > 0 && ofSink.length > 0 && sameNetwork(generator, sink)) {
    return [{ network: joined(generator, sink), flows }];
  }
  return [
    { network: generator, flows: ofGenerator },
    { network: sink, flows: ofSink },
  ].filter((sender) => sender.flows.length > 0);
};

/** Which threads and queues serve a port best: not needed if there is only one thread. */
const placesOf = (
  flows: readonly StreamFlow[],
  { host }: RoleNetwork,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PortPlace>> => {
  const ports = new Set(flows.map(({ stream }) => stream.entry.peer.interface));
  return query(host, portPlaces([...ports]), { signal });
};

/**
 * The instances of pktgen that send a trial's frames, with their devices.
 * @throws PreconditionFailure if pktgen is not loaded; Failure for more streams than it can offer
 */
export const pktgenSenders = async (
  flows: readonly StreamFlow[],
  frames: PktgenFrames,
  networks: TesterNetworks,
  signal: AbortSignal,
): Promise<readonly PktgenSender[]> =>
  settleAll(
    byInstance(flows, networks).map(async ({ network, flows: own }) => {
      const threads = await pktgenThreads(network, signal);
      const places = threads.length > 1 ? await placesOf(own, network, signal) : undefined;
      return { network, devices: pktgenDevices(own, frames, threads, places) };
    }),
  );

/** A sender's result, stream by stream. */
const sentBy = (
  { devices }: PktgenSender,
  run: Pick<PktgenRun<unknown>, 'devices'>,
): readonly SentFlow[] => {
  const runs = new Map(run.devices.map((each) => [each.device, each]));
  return devices.flatMap(({ flow, device, background }): SentFlow[] => {
    const own = runs.get(device);
    return own === undefined
      ? []
      : [{ ...own, flow, background: background && runs.get(background) }];
  });
};

/**
 * Runs all senders at the same time: none starts before all are configured. Each measures by its
 * own clock; the duration is the longest of them.
 * @param whileSending work done while each of them sends
 * @throws what runPktgen throws; if one fails, the others are stopped
 */
export const runSenders = async <Outcome>(
  senders: readonly PktgenSender[],
  setting: Omit<PktgenSetting, 'generator'>,
  signal: AbortSignal,
  whileSending: (sender: PktgenSender) => WhileSending<Outcome>,
): Promise<SendersRun<Outcome>> => {
  const ready = barrier(senders.length);
  const runs = await runConcurrently(
    signal,
    senders.map((sender) => async (either: AbortSignal) => {
      const { network, devices } = sender;
      const all = [
        ...devices.map(({ device }) => device),
        ...devices.flatMap(({ background }) => background ?? []),
      ];
      const options = { ready, whileSending: whileSending(sender) };
      const run = await runPktgen({ ...setting, generator: network }, all, either, options);
      return { ...run, sent: sentBy(sender, run) };
    }),
  );
  const longest = (time: 'duration' | 'traffic') =>
    nanoseconds(Math.max(...runs.map((run) => run[time])));
  return {
    sent: runs.flatMap(({ sent }) => sent),
    duration: longest('duration'),
    traffic: longest('traffic'),
    cutOff: runs.some(({ cutOff }) => cutOff),
    interruptions: runs.flatMap(({ interruptions }) => interruptions),
    outcomes: runs.map(({ outcome }) => outcome),
  };
};
