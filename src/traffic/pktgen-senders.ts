import type { PktgenDevice } from '../linux/pktgen.js';
import type { PktgenResult } from '../linux/pktgen-result.js';
import type { Tester } from '../model/stream.js';
import { together } from '../model/together.js';
import { nanoseconds } from '../model/units.js';
import { broadcastBeside } from './broadcast.js';
import { pktgenDevices, type PktgenFrames } from './pktgen-devices.js';
import { runPktgen, type Meanwhile, type PktgenRun } from './pktgen-generator.js';
import { pktgenThreads, type PktgenSetting } from './pktgen-threads.js';
import type { PortFlow } from './port-flows.js';
import type { RoleNetwork } from './role-network.js';
import { sideBySide } from './side-by-side.js';
import { startingLine } from './starting-line.js';

/** Where the roles are that may send. */
export type TesterNetworks = Readonly<Record<Tester, RoleNetwork>>;

/** One instance of pktgen, those of several roles where they share a network namespace. */
export interface PktgenSender {
  readonly network: RoleNetwork;
  readonly devices: readonly PktgenDevice[];
  /** What is sent beside: for each device another of the same port, or none. */
  readonly besides: readonly PktgenDevice[];
  /** Which streams the devices send, by index. */
  readonly streams: readonly number[];
}

/** What all senders of a trial did; devices and results are in the order of the streams. */
export interface SendersRun<Happened> extends Omit<PktgenRun<Happened>, 'happened'> {
  /** What happened meanwhile, by sender. */
  readonly happened: readonly Happened[];
  readonly devices: readonly PktgenDevice[];
  /** Frames that each port sent which are no test frames; none where nothing was sent beside. */
  readonly besides: readonly { readonly device: PktgenDevice; readonly result: PktgenResult }[];
}

/** Of two roles in one namespace, the CPUs of either. */
const joined = (one: RoleNetwork, other: RoleNetwork): RoleNetwork => {
  const { host, namespace } = one;
  const place = namespace === undefined ? { host } : { host, namespace };
  return one.cpus === undefined || other.cpus === undefined
    ? place
    : { ...place, cpus: [...new Set([...one.cpus, ...other.cpus])] };
};

const samePlace = (one: RoleNetwork, other: RoleNetwork): boolean =>
  one.host === other.host && one.namespace === other.namespace;

/** Flows by the instance of pktgen that sends them. */
const byInstance = (flows: readonly PortFlow[], networks: TesterNetworks) => {
  const shared = samePlace(networks.generator, networks.sink);
  const senders = [...new Set(flows.map(({ sender }) => sender))];
  const all = flows.map((_, index) => index);
  if (shared && senders.length > 1) {
    return [{ network: joined(networks.generator, networks.sink), streams: all }];
  }
  return senders.map((sender) => ({
    network: networks[sender],
    streams: all.filter((index) => flows[index]?.sender === sender),
  }));
};

/**
 * The instances of pktgen that send a trial's frames, with their devices.
 * @throws PreconditionFailure where pktgen is not loaded
 */
export const pktgenSenders = async (
  flows: readonly PortFlow[],
  frames: PktgenFrames,
  networks: TesterNetworks,
  signal: AbortSignal,
): Promise<readonly PktgenSender[]> =>
  together(
    byInstance(flows, networks).map(async ({ network, streams }) => {
      const threads = await pktgenThreads(network, signal);
      const own = streams.flatMap((index) => flows[index] ?? []);
      const devices = pktgenDevices(own, frames, threads);
      const besides = frames.broadcast === true ? devices.map(broadcastBeside) : [];
      return { network, streams, devices, besides };
    }),
  );

/** What belongs to streams, in the order of the streams. */
const inOrder = <Item>(
  senders: readonly PktgenSender[],
  itemsOf: (sender: number) => readonly Item[],
): readonly Item[] =>
  senders
    .flatMap(({ streams }, sender) =>
      itemsOf(sender).map((item, index) => ({ item, stream: streams[index] ?? -1 })),
    )
    .toSorted((one, other) => one.stream - other.stream)
    .map(({ item }) => item);

/**
 * Lets all senders send at the same time: none starts before all are configured. Each measures by
 * its own clock; the time it takes is that of the one that takes longest.
 * @param meanwhile what is done while each of them sends
 * @throws what runPktgen throws; where one fails, the others are stopped
 */
export const runSenders = async <Happened>(
  senders: readonly PktgenSender[],
  setting: Omit<PktgenSetting, 'generator'>,
  signal: AbortSignal,
  meanwhile: (sender: PktgenSender) => Meanwhile<Happened>,
): Promise<SendersRun<Happened>> => {
  const ready = startingLine(senders.length);
  const runs = await sideBySide(
    signal,
    senders.map((sender) => (either: AbortSignal) => {
      const { network, devices, besides } = sender;
      const options = { ready, meanwhile: meanwhile(sender) };
      const own = { ...setting, generator: network };
      return runPktgen(own, [...devices, ...besides], either, options);
    }),
  );
  const longest = (time: 'duration' | 'traffic') =>
    nanoseconds(Math.max(...runs.map((run) => run[time])));
  const devicesOf = (sender: number) => senders[sender]?.devices ?? [];
  const resultsOf = (sender: number) => runs[sender]?.results ?? [];
  return {
    devices: inOrder(senders, devicesOf),
    results: inOrder(senders, (sender) => resultsOf(sender).slice(0, devicesOf(sender).length)),
    besides: inOrder(senders, (sender) => {
      const results = resultsOf(sender).slice(devicesOf(sender).length);
      return (senders[sender]?.besides ?? []).flatMap((device, index) => {
        const result = results[index];
        return result === undefined ? [] : [{ device, result }];
      });
    }),
    duration: longest('duration'),
    traffic: longest('traffic'),
    cutOff: runs.some(({ cutOff }) => cutOff),
    happened: runs.map(({ happened }) => happened),
  };
};
