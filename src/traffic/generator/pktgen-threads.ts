import { parsePktgenThreads } from '../../linux/pktgen/result.js';
import { CLEAR, PKTGEN_FOLDER, THREADS } from '../../linux/pktgen/control.js';
import { PreconditionFailure } from '../../model/failure.js';
import { milliseconds, seconds } from '../../model/units.js';
import type { Clock } from '../../host/clock.js';
import type { RoleNetwork } from '../../host/role-network.js';
import { threadsLeft } from './generator-stuck.js';

/** The effects of a run. */
export interface PktgenSetting {
  readonly generator: RoleNetwork;
  readonly clock: Clock;
  readonly warn: (message: string) => void;
  /** Whether devices are restarted when their ports regain the carrier: pktgen stops without one. */
  readonly throughLosses?: boolean | undefined;
}

/** How long pktgen's threads may take to stop. */
export const STOP_TIMEOUT = seconds(5);
/** How often they are polled until then. */
export const POLL = milliseconds(100);

/** The CPU that a thread of pktgen runs on. */
export const cpuOf = (thread: string): number => Number(thread.slice('kpktgend_'.length));

/** The threads on the CPUs that the role may use. @throws PreconditionFailure if there is none */
const allowed = (threads: readonly string[], { host, cpus }: RoleNetwork): readonly string[] => {
  const chosen = threads.filter((thread) => cpus?.includes(cpuOf(thread)) ?? true);
  if (chosen.length > 0) return chosen;
  throw new PreconditionFailure({
    attempted: `looking for pktgen's threads on CPUs ${cpus?.join(', ')}`,
    where: host.name,
    got: `it has them on CPUs ${threads.map(cpuOf).join(', ')}`,
    remedy: "correct the generator's cpus in the testbed",
  });
};

/**
 * The generator's pktgen threads, in the order of its CPUs: only those the role may use.
 * @throws PreconditionFailure when the kernel module is not loaded, or no thread may be used
 */
export const pktgenThreads = async (
  network: RoleNetwork,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const { host } = network;
  const listing = await host.attempt(['ls', PKTGEN_FOLDER], { signal });
  const threads = listing.stdout.split('\n').filter((name) => name.startsWith('kpktgend_'));
  if (threads.length > 0) {
    return allowed(
      threads.toSorted((a, b) => cpuOf(a) - cpuOf(b)),
      network,
    );
  }
  throw new PreconditionFailure({
    attempted: 'looking for pktgen',
    where: host.name,
    got: listing.stderr.trim() || `${PKTGEN_FOLDER} has no threads`,
    remedy: 'modprobe pktgen; it is part of the kernel package (CONFIG_NET_PKTGEN)',
  });
};

/**
 * Stops all traffic and removes all devices from all threads. Takes no signal: an interrupted
 * trial must not leave a generator running.
 * @throws GeneratorStuck when the threads do not stop
 */
export const clear = async ({
  generator: { host },
  clock,
}: Pick<PktgenSetting, 'generator' | 'clock'>): Promise<void> => {
  const latest = clock.now() + STOP_TIMEOUT;
  for (let look = CLEAR; ; look = THREADS) {
    const { stdout } = await host.run(look);
    const { running, stopped } = parsePktgenThreads(stdout, host.name);
    const left = [...running, ...stopped];
    if (left.length === 0) return;
    if (clock.now() >= latest) throw threadsLeft(host.name, left, STOP_TIMEOUT);
    await clock.pause(POLL);
  }
};
