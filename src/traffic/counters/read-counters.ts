import { readFile } from 'node:fs/promises';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Host } from '../../host/host.js';
import type { CounterValue } from '../../linux/counters/counter-kind.js';
import { batch, batchSoFar, parseBatch } from '../../linux/text/batch.js';
import { ParseFailure } from '../../linux/text/parse-failure.js';
import { parseUdpDrops } from '../../linux/proc/udp-sockets.js';
import { counterKey, machineWide, type CounterSource } from '../../linux/counters/index.js';
import { Failure } from '../../model/failure.js';
import { milliseconds, nanoseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { counterQueries, type CounterQuery } from './counter-queries.js';
import { counterRefKey, type Reading, type CounterRef } from './reading.js';

/** Where counters are read. */
export interface CounterPlaces {
  readonly hosts: Readonly<Record<RoleName, Host>>;
  /** The text of this computer's /proc/net/udp. */
  readonly readUdpSockets: () => Promise<string>;
}

/** This computer's UDP sockets. @throws the system's error if there is no /proc */
export const readUdpSockets = (): Promise<string> => readFile('/proc/net/udp', 'utf8');

/** Whether a counter that cannot be read is an error, or left out of the reading. */
export type WhenMissing = 'is-an-error' | 'is-left-out';

/** The timeout of a reading: one process per command, on emulated machines of a busy computer. */
const deadlineOf = (queries: readonly CounterQuery[]): Nanoseconds =>
  nanoseconds(seconds(60) + queries.length * milliseconds(300));

/** The printed counters, as far as there are any; complete if a missing one is an error. */
const answersOf = async (
  host: Host,
  queries: readonly CounterQuery[],
  whenMissing: WhenMissing,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> => {
  const { argv, stdin } = batch(queries.map((query) => query.argv));
  const options = { stdin, signal, deadline: deadlineOf(queries) };
  if (whenMissing === 'is-left-out') return batchSoFar((await host.attempt(argv, options)).stdout);
  const { stdout } = await host.run(argv, options);
  return parseBatch(stdout, queries.length, host.name);
};

/** What `find` finds; undefined if the text cannot be parsed. */
const orUndefined = <Found>(find: () => Found): Found | undefined => {
  try {
    return find();
  } catch (error) {
    if (error instanceof ParseFailure) return undefined;
    throw error;
  }
};

/**
 * Reads counters of one machine, by `counterKey`, in one command.
 * @throws Failure for a counter the machine does not have, and ParseFailure, if that is an error
 * @throws what Host.run throws
 */
export const readCounters = async (
  host: Host,
  counters: readonly CounterSource[],
  signal?: AbortSignal,
  whenMissing: WhenMissing = 'is-an-error',
): Promise<ReadonlyMap<string, CounterValue>> => {
  const lenient = whenMissing === 'is-left-out';
  // Roles on one machine may ask for the same counter.
  const once = new Map(counters.map(machineWide).map((each) => [counterKey(each), each]));
  const queries = counterQueries([...once.values()]);
  const answers = await answersOf(host, queries, whenMissing, signal);
  return new Map(
    queries.flatMap((query, index) => {
      const parse = () => query.parse(answers[index] ?? '', host.name);
      const lookup = lenient ? orUndefined(parse) : parse();
      return query.counters.flatMap((counter): [string, CounterValue][] => {
        const value = lenient ? orUndefined(() => lookup?.(counter)) : lookup?.(counter);
        if (value !== undefined) return [[counterKey(counter), value]];
        if (lenient) return [];
        throw missing(host, counter, query.argv);
      });
    }),
  );
};

const missing = (host: Host, counter: CounterSource, argv: readonly string[]): Failure =>
  new Failure({
    attempted: `reading counter ${counterKey(counter)}`,
    where: host.name,
    got: `'${argv.join(' ')}' does not show it`,
    remedy: 'check that the kernel there has this counter under this name',
  });

/**
 * Reads all counters of a trial, every machine at the same time and each by one command, however
 * many roles it plays. @throws as `readCounters`
 */
export const readTrialCounters = async (
  places: CounterPlaces,
  counterRefs: readonly CounterRef[],
  signal?: AbortSignal,
  whenMissing: WhenMissing = 'is-an-error',
): Promise<Reading> => {
  const onMachines = counterRefs.filter((counterRef) => counterRef.at !== 'controller');
  const hosts = [...new Set(Object.values(places.hosts))];
  const machines = hosts.map(async (host) => {
    const requested = onMachines.filter(({ at }) => places.hosts[at] === host);
    const counters = requested.map(({ counter }) => counter);
    const values = await readCounters(host, counters, signal, whenMissing);
    return requested.flatMap((counterRef): [string, CounterValue][] => {
      const value = values.get(counterKey(machineWide(counterRef.counter)));
      return value === undefined ? [] : [[counterRefKey(counterRef), value]];
    });
  });
  const onController = readController(places, counterRefs, whenMissing);
  const readings = await Promise.all([...machines, onController]);
  return new Map(readings.flat());
};

const readController = async (
  { readUdpSockets }: CounterPlaces,
  counterRefs: readonly CounterRef[],
  whenMissing: WhenMissing,
): Promise<[string, CounterValue][]> => {
  const requested = counterRefs.filter((counterRef) => counterRef.at === 'controller');
  if (requested.length === 0) return [];
  const drops = parseUdpDrops(await readUdpSockets());
  return requested.flatMap((counterRef): [string, CounterValue][] => {
    const value = drops.get(counterRef.udpPort);
    if (value !== undefined) return [[counterRefKey(counterRef), value]];
    if (whenMissing === 'is-left-out') return [];
    throw new Failure({
      attempted: `reading the drops of UDP port ${counterRef.udpPort}, an emulated wire`,
      where: 'this computer',
      got: '/proc/net/udp has no such socket',
      remedy: 'the emulated machine is no longer running: vrbench lab status',
    });
  });
};
