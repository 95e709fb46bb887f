import { systemClock, type Clock } from '../../host/clock.js';
import type { LockedHost } from '../../host/locked-host.js';
import { query } from '../../host/query.js';
import { NICS } from '../../linux/device/nic.js';
import { valueOf } from '../../linux/text/query.js';
import { DEVICES } from '../../linux/ip/device.js';
import { ipCommand } from '../../linux/ip/command.js';
import { PreconditionFailure } from '../../model/failure.js';
import { groupBy } from '../../model/group-by.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { milliseconds, seconds, type Nanoseconds } from '../../model/units.js';
import { awaitCarrier } from '../../provision/await-carrier.js';
import { loadKernelModule } from '../../provision/kernel-module/modprobe.js';
import { readLedger } from '../../provision/ledger.js';
import { provision } from '../../provision/provision.js';
import type { Step } from '../../provision/step.js';
import { teardown } from '../../provision/teardown.js';
import {
  FRAMES,
  MOST_PROBES,
  PROBE_MODULE,
  probeDevice,
  probeSteps,
  sendFrom,
  type Probe,
} from './probe-steps.js';
import { plainPort, type WiredPort } from './wired-port.js';
import type { Observation } from './wiring.js';

/** A free port that test frames may be sent on, and its machine. */
export interface FreePort extends WiredPort {
  readonly host: LockedHost;
}

/** How cables are looked for. */
export interface ObserveOptions {
  /** Entered in the ledgers of machines that hold no changes; others go on with the run that made those. */
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly clock?: Clock | undefined;
  /** How long ports may take to negotiate their links. Default 6 s. */
  readonly negotiation?: Nanoseconds | undefined;
}

/** 1000BASE-T takes three to four seconds; a port without a cable has no end of it. */
const NEGOTIATION = seconds(6);
/** For frames on their way, and for interrupts that are throttled. */
const ARRIVAL = milliseconds(100);

/** A probe, and what it is on. */
interface PlacedProbe extends Probe {
  readonly on: FreePort;
}

/** The probes of one network namespace. */
interface Place {
  readonly host: LockedHost;
  readonly namespace: string | undefined;
  readonly probes: readonly PlacedProbe[];
}

const placesOf = (ports: readonly FreePort[]): readonly Place[] => {
  const probes = ports.map((on, index): PlacedProbe => ({
    on,
    port: on.interface,
    namespace: on.namespace,
    index,
  }));
  const places = groupBy(probes, ({ on }) => `${on.host.name} ${on.namespace ?? ''}`);
  return [...places.values()].flatMap((own): readonly Place[] => {
    const [first] = own;
    return first === undefined
      ? []
      : [{ host: first.on.host, namespace: first.namespace, probes: own }];
  });
};

/** Loads what probes need. A kernel that has it built in may have no modules at all. */
const moduleFor = async (host: LockedHost): Promise<readonly Step[]> => {
  const { exitCode } = await host.attempt(['modprobe', '--show-depends', PROBE_MODULE]);
  return exitCode === 0 ? [loadKernelModule({ module: PROBE_MODULE })] : [];
};

/** What a machine's ledger has so far, and the run that what is added belongs to. */
interface Ledgered {
  readonly ledgerMark: number;
  readonly run: string;
}

/** Settings of `doctor --fix` may be there, and stay: they are no reason not to look at cables. */
const ledgered = async (host: LockedHost, runId: string): Promise<Ledgered> => {
  const { entries } = await readLedger(host);
  return { ledgerMark: entries.length, run: entries.at(-1)?.run ?? runId };
};

/** Puts the probes on a machine's ports, does the work, and takes them off, whatever the outcome. */
const withProbes = async <Result>(
  places: readonly Place[],
  all: number,
  { runId, signal }: ObserveOptions,
  work: () => Promise<Result>,
): Promise<Result> => {
  const onHosts = await settleAll(
    [...groupBy(places, ({ host }) => host)].map(async ([host, own]) => ({
      ...{ host, own },
      ...(await ledgered(host, runId)),
    })),
  );
  try {
    await settleAll(
      onHosts.map(async ({ host, own, run }) => {
        const steps = own.flatMap(({ namespace, probes }) => probeSteps(namespace, probes, all));
        return provision(host, [...(await moduleFor(host)), ...steps], { runId: run, signal });
      }),
    );
    return await work();
  } finally {
    await settleAll(
      onHosts.map(({ host, ledgerMark, run }) => teardown(host, { ledgerMark, run })),
    );
  }
};

/** The test frames that each probe has received, by its index. */
type Counts = ReadonlyMap<number, number>;

const read = async (places: readonly Place[], signal: AbortSignal): Promise<Counts> => {
  const counts = await settleAll(
    places.map(async ({ host, namespace, probes }) => {
      const argv = ipCommand(namespace, '-j', '-s', 'link', 'show', 'type', 'macvlan');
      const devices = DEVICES.parse((await host.run(argv, { signal })).stdout);
      return probes.map((probe): [number, number] => {
        const own = devices.find(({ name }) => name === probeDevice(probe));
        return [probe.index, own?.received ?? 0];
      });
    }),
  );
  return new Map(counts.flat());
};

/** The ports of these that have a carrier. */
const withCarrier = async (
  places: readonly Place[],
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

/** What the links have negotiated, in Mb/s, by the index of their probes. */
const speedsOf = async (
  places: readonly Place[],
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
 * Sends test frames from each of some free ports, one port after another, and sees at which of them they
 * arrive. What that takes is undone afterwards.
 * @throws what provision and teardown throw; Interrupted; PreconditionFailure for more ports than can be told apart
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
    // What the probes sent when they came up has arrived.
    await clock.pause(ARRIVAL, signal);
    let before = await read(places, signal);
    const observations: Observation[] = [];
    for (const probe of probes) {
      if (!up.has(probe.index)) {
        observations.push({ port: plainPort(probe.on), carrier: false, seenAt: [] });
        continue;
      }
      const { argv, stdin } = sendFrom(probe);
      await probe.on.host.run(argv, { stdin, signal });
      await clock.pause(ARRIVAL, signal);
      const after = await read(places, signal);
      const count = ({ index }: Probe): number =>
        (after.get(index) ?? 0) - (before.get(index) ?? 0);
      const seenAt = probes
        .filter((other) => count(other) * 2 >= FRAMES)
        .map(({ on }) => plainPort(on));
      observations.push({
        port: plainPort(probe.on),
        carrier: true,
        seenAt,
        megabits: speeds.get(probe.index),
      });
      before = after;
    }
    return observations;
  });
};
