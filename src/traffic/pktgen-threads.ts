import { parsePktgenThreads } from '../linux/pktgen-result.js';
import { CLEAR, PKTGEN_FOLDER, pktgenFile } from '../linux/pktgen.js';
import { inNamespace } from '../model/command.js';
import { Failure, PreconditionFailure } from '../model/failure.js';
import { milliseconds, seconds } from '../model/units.js';
import type { Clock } from './clock.js';
import type { RoleNetwork } from './role-network.js';

/** The effects of a run. */
export interface PktgenSetting {
  readonly generator: RoleNetwork;
  readonly clock: Clock;
  readonly warn: (message: string) => void;
}

/** How long pktgen's threads may take to obey. */
export const PATIENCE = seconds(5);
/** How often they are asked. */
export const POLL = milliseconds(100);

/**
 * The generator's pktgen threads, in the order of its CPUs.
 * @throws PreconditionFailure when the kernel module is not loaded
 */
export const pktgenThreads = async (
  { host, namespace }: RoleNetwork,
  signal?: AbortSignal,
): Promise<readonly string[]> => {
  const listing = await host.attempt(inNamespace(namespace, ['ls', PKTGEN_FOLDER]), {
    ...(signal && { signal }),
  });
  const threads = listing.stdout.split('\n').filter((name) => name.startsWith('kpktgend_'));
  if (threads.length > 0) {
    const cpu = (name: string): number => Number(name.slice('kpktgend_'.length));
    return threads.sort((a, b) => cpu(a) - cpu(b));
  }
  throw new PreconditionFailure({
    attempted: 'looking for pktgen',
    where: host.name,
    got: listing.stderr.trim() || `${PKTGEN_FOLDER} has no threads`,
    remedy: 'modprobe pktgen; it is part of the kernel package (CONFIG_NET_PKTGEN)',
  });
};

/**
 * Stops whatever sends and takes all devices from all threads. It takes no signal: an interrupted
 * trial must not leave a generator behind.
 * @throws Failure when the threads do not obey
 */
export const clear = async ({
  generator: { host, namespace },
  clock,
}: PktgenSetting): Promise<void> => {
  const latest = clock.now() + PATIENCE;
  for (;;) {
    const { stdout } = await host.run(inNamespace(namespace, CLEAR));
    const { running, stopped } = parsePktgenThreads(stdout, host.name);
    const left = [...running, ...stopped];
    if (left.length === 0) return;
    if (clock.now() >= latest) throw stillRunning(host.name, left);
    await clock.pause(POLL);
  }
};

/** pktgen's threads did not stop when they should have. */
export const stillRunning = (where: string, devices: readonly string[]): Failure =>
  new Failure({
    attempted: 'stopping pktgen',
    where,
    got: `its threads still have ${devices.join(', ')} after ${PATIENCE / 1e9} s`,
    remedy: `write 'reset' to ${pktgenFile('pgctrl')}`,
  });
