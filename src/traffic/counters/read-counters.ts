import { readFile } from 'node:fs/promises';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Host } from '../../host/host.js';
import { batch, parseBatch } from '../../linux/text/batch.js';
import { parseUdpDrops } from '../../linux/proc/udp-sockets.js';
import { counterKey, machineWide, type CounterSource } from '../../linux/counters/index.js';
import { Failure } from '../../model/failure.js';
import { counterQueries } from './counter-queries.js';
import { counterRefKey, type Reading, type CounterRef } from './reading.js';

/** Where counters are read. */
export interface CounterPlaces {
  readonly hosts: Readonly<Record<RoleName, Host>>;
  /** The text of this computer's /proc/net/udp. */
  readonly readUdpSockets: () => Promise<string>;
}

/** This computer's UDP sockets. @throws the system's error where there is no /proc */
export const readUdpSockets = (): Promise<string> => readFile('/proc/net/udp', 'utf8');

/**
 * Reads counters of one machine, by `counterKey`, in one command.
 * @throws Failure for a counter the machine does not have
 * @throws ParseFailure, and what Host.run throws
 */
export const readCounters = async (
  host: Host,
  counters: readonly CounterSource[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> => {
  // Roles on one machine may ask for the same counter.
  const once = new Map(counters.map(machineWide).map((each) => [counterKey(each), each]));
  const queries = counterQueries([...once.values()]);
  const { argv, stdin } = batch(queries.map((query) => query.argv));
  const { stdout } = await host.run(argv, { stdin, signal });
  const answers = parseBatch(stdout, queries.length, host.name);
  return new Map(
    queries.flatMap((query, index) => {
      const lookup = query.parse(answers[index] ?? '', host.name);
      return query.counters.map((counter): [string, number] => {
        const value = lookup(counter);
        if (value === undefined) throw missing(host, counter, query.argv);
        return [counterKey(counter), value];
      });
    }),
  );
};

const missing = (host: Host, counter: CounterSource, argv: readonly string[]): Failure =>
  new Failure({
    attempted: `reading counter ${counterKey(counter)}`,
    where: host.name,
    got: `'${argv.join(' ')}' does not show it`,
    remedy: 'see whether the kernel there counts it, and under this name',
  });

/**
 * Reads all counters of a trial, every machine at the same time and each by one command, however
 * many roles it plays. @throws as `readCounters`
 */
export const readTrialCounters = async (
  places: CounterPlaces,
  counterRefs: readonly CounterRef[],
  signal?: AbortSignal,
): Promise<Reading> => {
  const onMachines = counterRefs.filter((counterRef) => counterRef.at !== 'controller');
  const hosts = [...new Set(Object.values(places.hosts))];
  const machines = hosts.map(async (host) => {
    const requested = onMachines.filter(({ at }) => places.hosts[at] === host);
    const values = await readCounters(
      host,
      requested.map(({ counter }) => counter),
      signal,
    );
    return requested.map((counterRef): [string, number] => {
      const value = values.get(counterKey(machineWide(counterRef.counter)));
      if (value === undefined) throw new RangeError(`${counterRefKey(counterRef)} was not read`);
      return [counterRefKey(counterRef), value];
    });
  });
  const readings = await Promise.all([...machines, readController(places, counterRefs)]);
  return new Map(readings.flat());
};

const readController = async (
  { readUdpSockets }: CounterPlaces,
  counterRefs: readonly CounterRef[],
): Promise<[string, number][]> => {
  const requested = counterRefs.filter((counterRef) => counterRef.at === 'controller');
  if (requested.length === 0) return [];
  const drops = parseUdpDrops(await readUdpSockets());
  return requested.map((counterRef) => {
    const value = drops.get(counterRef.udpPort);
    if (value !== undefined) return [counterRefKey(counterRef), value];
    throw new Failure({
      attempted: `reading the drops of UDP port ${counterRef.udpPort}, an emulated wire`,
      where: 'this computer',
      got: '/proc/net/udp has no such socket',
      remedy: 'the emulated machine has gone: vrbench lab status',
    });
  });
};
