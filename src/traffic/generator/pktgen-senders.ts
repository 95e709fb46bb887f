import type { PktgenDevice } from '../../linux/pktgen/device.js';
import type { PktgenResult } from '../../linux/pktgen/result.js';
import type { Tester } from '../../model/network/stream.js';
import { settleAll } from '../../model/settle-all.js';
import { nanoseconds } from '../../model/units.js';
import { broadcastBackground } from '../flows/broadcast.js';
import { pktgenDevices, type PktgenFrames } from './pktgen-devices.js';
import { runPktgen, type WhileSending, type PktgenRun } from './pktgen-generator.js';
import { pktgenThreads, type PktgenSetting } from './pktgen-threads.js';
import type { PortFlow } from '../flows/port-flows.js';
import type { RoleNetwork } from '../../host/role-network.js';
import { runConcurrently } from '../../model/run-concurrently.js';
import { barrier } from '../../host/barrier.js';

/** Where the roles are that may send. */
export type TesterNetworks = Readonly<Record<Tester, RoleNetwork>>;

/** One instance of pktgen, those of several roles where they share a network namespace. */
export interface PktgenSender {
  readonly network: RoleNetwork;
  readonly devices: readonly PktgenDevice[];
  /** What is sent beside: for each device another of the same port, or none. */
  readonly background: readonly PktgenDevice[];
  /** Which streams the devices send, by index. */
  readonly streams: readonly number[];
}

/** What all senders of a trial did; devices and results are in the order of the streams. */
export interface SendersRun<Outcome> extends Omit<PktgenRun<Outcome>, 'outcome'> {
  /** What each event came to, by sender. */
  readonly outcome: readonly Outcome[];
  readonly devices: readonly PktgenDevice[];
  /** Frames that each port sent which are no test frames; none where nothing was sent beside. */
  readonly background: readonly { readonly device: PktgenDevice; readonly result: PktgenResult }[];
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
  settleAll(
    byInstance(flows, networks).map(async ({ network, streams }) => {
      const threads = await pktgenThreads(network, signal);
      const own = streams.flatMap((index) => flows[index] ?? []);
      const devices = pktgenDevices(own, frames, threads);
      const background = frames.broadcast === true ? devices.map(broadcastBackground) : [];
      return { network, streams, devices, background };
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
 * @param whileSending what is done while each of them sends
 * @throws what runPktgen throws; where one fails, the others are stopped
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
    senders.map((sender) => (either: AbortSignal) => {
      const { network, devices, background } = sender;
      const options = { ready, whileSending: whileSending(sender) };
      const own = { ...setting, generator: network };
      return runPktgen(own, [...devices, ...background], either, options);
    }),
  );
  const longest = (time: 'duration' | 'traffic') =>
    nanoseconds(Math.max(...runs.map((run) => run[time])));
  const devicesOf = (sender: number) => senders[sender]?.devices ?? [];
  const resultsOf = (sender: number) => runs[sender]?.results ?? [];
  return {
    devices: inOrder(senders, devicesOf),
    results: inOrder(senders, (sender) => resultsOf(sender).slice(0, devicesOf(sender).length)),
    background: inOrder(senders, (sender) => {
      const results = resultsOf(sender).slice(devicesOf(sender).length);
      return (senders[sender]?.background ?? []).flatMap((device, index) => {
        const result = results[index];
        return result === undefined ? [] : [{ device, result }];
      });
    }),
    duration: longest('duration'),
    traffic: longest('traffic'),
    cutOff: runs.some(({ cutOff }) => cutOff),
    outcome: runs.map(({ outcome }) => outcome),
  };
};
