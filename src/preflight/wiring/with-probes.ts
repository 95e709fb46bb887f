import { type Clock } from '../../host/clock.js';
import type { LockedHost } from '../../host/locked-host.js';
import { groupBy } from '../../model/group-by.js';
import { settleAll } from '../../model/concurrency/settle-all.js';
import { type Nanoseconds } from '../../model/units.js';
import { loadKernelModule } from '../../provision/kernel-module/modprobe.js';
import { readLedger } from '../../provision/ledger.js';
import { provision } from '../../provision/provision.js';
import type { Step } from '../../provision/step.js';
import { teardown } from '../../provision/teardown.js';
import { PROBE_MODULE, probeSteps, type CableProbe } from './probe-steps.js';
import { type WiredPort } from './wired-port.js';
/** A free port that test frames may be sent on, and its machine. */
export interface FreePort extends WiredPort {
  readonly host: LockedHost;
}

/** Options of detecting cables. */
export interface ObserveOptions {
  /** Entered in the ledgers of machines without changes; others continue with the run of theirs. */
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly clock?: Clock | undefined;
  /** How long ports may take to negotiate their links. Default 15 s. */
  readonly negotiation?: Nanoseconds | undefined;
}

/** A probe, and its port. */
export interface PlacedProbe extends CableProbe {
  readonly on: FreePort;
}

/** The probes of one network namespace. */
export interface ProbePlace {
  readonly host: LockedHost;
  readonly namespace: string | undefined;
  readonly probes: readonly PlacedProbe[];
}

/** Probes for ports, by network namespace. */
export const placesOf = (ports: readonly FreePort[]): readonly ProbePlace[] => {
  const probes = ports.map((on, index): PlacedProbe => ({
    on,
    port: on.interface,
    namespace: on.namespace,
    index,
  }));
  const places = groupBy(probes, ({ on }) => `${on.host.name} ${on.namespace ?? ''}`);
  return [...places.values()].flatMap((own): readonly ProbePlace[] => {
    const [first] = own;
    return first === undefined
      ? []
      : [{ host: first.on.host, namespace: first.namespace, probes: own }];
  });
};

/** Loads the module that probes need, unless it is built in: such a kernel may have no modules at all. */
const moduleFor = async (host: LockedHost): Promise<readonly Step[]> => {
  const { exitCode } = await host.attempt(['modprobe', '--show-depends', PROBE_MODULE]);
  return exitCode === 0 ? [loadKernelModule({ module: PROBE_MODULE })] : [];
};

/** The length of a machine's ledger, and the run for further entries. */
interface Ledgered {
  readonly ledgerMark: number;
  readonly run: string;
}

/** Settings of `doctor --fix` may be in the ledger, and are kept. */
const ledgered = async (host: LockedHost, runId: string): Promise<Ledgered> => {
  const { entries } = await readLedger(host);
  return { ledgerMark: entries.length, run: entries.at(-1)?.run ?? runId };
};

/** Creates the probes on their ports, does the work, and removes them, whatever the outcome. */
export const withProbes = async <Result>(
  places: readonly ProbePlace[],
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
