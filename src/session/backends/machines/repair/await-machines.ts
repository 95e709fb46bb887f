import type { Clock } from '../../../../host/clock.js';
import { ConnectionLost, DeadlineExceeded } from '../../../../host/errors.js';
import type { ReconnectingHost } from '../../../../host/reconnecting-host.js';
import type { RoleNetwork } from '../../../../host/role-network.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { milliseconds, nanoseconds, seconds } from '../../../../model/units.js';
import { bootOf } from '../../../../provision/reset/restart.js';
import { stopSending } from '../../../../traffic/generator/stop-sending.js';
import type { Found } from './repaired-trials.js';

/** Firmware and disk checks can make a boot take minutes. */
const BOOT_TIMEOUT = seconds(600);
const PAUSE = milliseconds(500);
/** A machine that is up answers at once. */
const ANSWER_TIMEOUT = seconds(10);

/** The boot IDs of machines, by name: a new ID means a restart. */
export type Boots = Map<string, string>;

/** Reads the boot IDs of all machines. @throws what Host.run throws */
export const bootsOf = async (
  hosts: readonly ReconnectingHost[],
  signal: AbortSignal,
): Promise<Boots> =>
  new Map(
    await settleAll(
      hosts.map(async (host) => [host.name, await bootOf(host, { signal })] as const),
    ),
  );

const isSilence = (error: unknown): boolean =>
  error instanceof ConnectionLost || error instanceof DeadlineExceeded;

/** The machine's boot ID, once it answers; reconnects if the connection was lost. */
const awaitAnswer = async (
  host: ReconnectingHost,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ readonly boot: string; readonly reconnected: boolean }> => {
  const latest = clock.now() + BOOT_TIMEOUT;
  let reconnected = false;
  for (;;) {
    try {
      return { boot: await bootOf(host, { signal, deadline: ANSWER_TIMEOUT }), reconnected };
    } catch (error) {
      if (!isSilence(error) || clock.now() >= latest) throw error;
    }
    try {
      const connectTimeout = nanoseconds(Math.max(1, latest - clock.now()));
      await host.reconnect({ connectTimeout, signal });
      reconnected = true;
    } catch (error) {
      // It was shutting down, or is not up yet.
      if (!isSilence(error) || clock.now() >= latest) throw error;
      await clock.pause(PAUSE, signal);
    }
  }
};

/**
 * Waits until every machine answers, each for up to a boot's time, and stops any test frames it still
 * sends. Never throws.
 * @param boots updated in place
 */
export const awaitMachines = async (
  hosts: readonly ReconnectingHost[],
  testers: readonly RoleNetwork[],
  boots: Boots,
  clock: Clock,
  signal: AbortSignal,
): Promise<Found> => {
  const found = hosts.map(async (host) => {
    const answer = await awaitAnswer(host, clock, signal);
    for (const tester of testers) {
      if (tester.machine === host) await stopSending(tester, clock, signal);
    }
    return { name: host.name, ...answer };
  });
  const settled = await Promise.allSettled(found);
  const machines = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failures = settled.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  const restarted = machines.filter(({ name, boot }) => boots.get(name) !== boot);
  for (const { name, boot } of restarted) boots.set(name, boot);
  return {
    restarted: restarted.map(({ name }) => name),
    reconnected: machines.some((each) => each.reconnected),
    ...(failures.length > 0 && { failure: failures[0] }),
  };
};
