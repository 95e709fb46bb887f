import { systemClock } from '../../host/clock.js';
import { query } from '../../host/query.js';
import { NICS } from '../../linux/device/nic.js';
import { valueOf } from '../../linux/text/query.js';
import { DEVICES } from '../../linux/ip/device.js';
import { ipCommand } from '../../linux/ip/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { milliseconds } from '../../model/units.js';
import { awaitCarrier, CARRIER_TIMEOUT } from '../../provision/await-carrier.js';
import { arrivals, type Counts } from './arrivals.js';
import { MOST_PROBES, probeDevice, sendFrom } from './probe-steps.js';
import { plainPort } from './wired-port.js';
import type { Observation } from './wiring.js';
import {
  placesOf,
  withProbes,
  type FreePort,
  type ObserveOptions,
  type PlacedProbe,
  type ProbePlace,
} from './with-probes.js';

/**
 * 1000BASE-T negotiates in three to four seconds, 10GBASE-T and links of 25 Gb/s and more that are trained may
 * need ten or more: as long as a run waits. A port without a cable takes all of it.
 */
const NEGOTIATION = CARRIER_TIMEOUT;
/** For frames in flight and throttled interrupts. */
const ARRIVAL = milliseconds(100);

/** Without counters it is unknown whether anything arrived. */
const uncounted = (machine: string, device: string): PreconditionFailure =>
  new PreconditionFailure({
    attempted: 'looking for cables',
    where: machine,
    got: `ip -s link shows no counters of ${device}`,
  });

const read = async (places: readonly ProbePlace[], signal: AbortSignal): Promise<Counts> => {
  const counts = await settleAll(
    places.map(async ({ host, namespace, probes }) => {
      const argv = ipCommand(namespace, '-j', '-s', 'link', 'show', 'type', 'macvlan');
      const devices = DEVICES.parse((await host.run(argv, { signal })).stdout);
      return probes.map((probe): [number, number] => {
        const own = devices.find(({ name }) => name === probeDevice(probe));
        if (own?.received === undefined) throw uncounted(host.name, probeDevice(probe));
        return [probe.index, own.received];
      });
    }),
  );
  return new Map(counts.flat());
};

/** Returns a function that sends test frames from a probe, and counts the arrivals at each probe since its last call. */
const counting = async (
  places: readonly ProbePlace[],
  { signal, clock = systemClock }: ObserveOptions,
): Promise<(from: PlacedProbe) => Promise<Counts>> => {
  let before = await read(places, signal);
  return async (from) => {
    const { argv, stdin } = sendFrom(from);
    await from.on.host.run(argv, { stdin, signal });
    await clock.pause(ARRIVAL, signal);
    const [last, now] = [before, await read(places, signal)];
    before = now;
    return new Map([...now].map(([index, count]) => [index, count - (last.get(index) ?? 0)]));
  };
};

/** The indexes of the probes whose ports have carrier. */
const withCarrier = async (
  places: readonly ProbePlace[],
  { signal, negotiation = NEGOTIATION }: ObserveOptions,
): Promise<ReadonlySet<number>> => {
  const found = await settleAll(
    places.map(async ({ host, namespace, probes }) => {
      const interfaces = probes.map(({ port }) => port);
      const down = await awaitCarrier(host, interfaces, {
        namespace,
        deadline: negotiation,
        signal,
      });
      return probes.filter(({ port }) => !down.includes(port)).map(({ index }) => index);
    }),
  );
  return new Set(found.flat());
};

/** The negotiated speeds of the links, in Mb/s, by probe index. */
const speedsOf = async (
  places: readonly ProbePlace[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number | undefined>> => {
  const read = await settleAll(
    places.map(async ({ host, namespace, probes }) => {
      const nics = valueOf(await query(host.in(namespace), NICS, { signal })) ?? [];
      return probes.map(({ index, port }) => {
        return [index, nics.find(({ name }) => name === port)?.megabits] as const;
      });
    }),
  );
  return new Map(read.flat());
};

/**
 * Sends test frames from each of some free ports, one port after another, and observes at which of them
 * they arrive. Its changes are undone.
 * @throws what provision and teardown throw; Interrupted; PreconditionFailure for too many ports
 */
export const observe = async (
  ports: readonly FreePort[],
  options: ObserveOptions,
): Promise<readonly Observation[]> => {
  const { signal, clock = systemClock } = options;
  if (ports.length > MOST_PROBES) {
    throw new PreconditionFailure({
      attempted: 'looking for cables',
      got: `the machines have ${ports.length} free ports; at most ${MOST_PROBES} can be told apart`,
    });
  }
  const places = placesOf(ports);
  const probes = places.flatMap((place) => place.probes);
  return withProbes(places, ports.length, options, async () => {
    const up = await withCarrier(places, options);
    const speeds = await speedsOf(places, signal);
    // Wait for the probes' announcements to arrive.
    await clock.pause(ARRIVAL, signal);
    const send = await counting(places, options);
    const observations: Observation[] = [];
    for (const probe of probes) {
      const port = plainPort(probe.on);
      if (!up.has(probe.index)) {
        observations.push({ port, carrier: false, seenAt: [] });
        continue;
      }
      const arrived = await arrivals(() => send(probe));
      const seenAt = probes
        .filter(({ index }) => arrived.has(index))
        .map(({ on }) => plainPort(on));
      observations.push({ port, carrier: true, seenAt, megabits: speeds.get(probe.index) });
    }
    return observations;
  });
};
