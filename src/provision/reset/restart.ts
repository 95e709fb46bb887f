import { DeadlineExceeded, ConnectionLost } from '../../host/errors.js';
import type { Host, RunOptions } from '../../host/host.js';
import { TENURE_MARK } from '../../host/command/tenure.js';
import type { ReconnectingHost } from '../../host/reconnecting-host.js';
import { Failure } from '../../model/failure.js';
import { inSeconds, seconds } from '../../model/units.js';

/** Firmware and disk checks can take minutes. */
const RESTART_TIMEOUT = seconds(600);
/** In seconds, between connections to a machine that has not gone down yet. */
const PAUSE = 0.5;

/** The kernel's boot ID, new at each boot. @throws what Host.run throws */
export const bootOf = async (
  host: Host,
  options?: Pick<RunOptions, 'signal' | 'deadline'>,
): Promise<string> => {
  const { stdout } = await host.run(['cat', '/proc/sys/kernel/random/boot_id'], options);
  return stdout.trim();
};

// In the background, as the connection is lost, and without the lock's mark, as the end of the lock would
// terminate it. Does not wait for services to stop, but syncs the disks.
const REBOOT = `
sync
unset ${TENURE_MARK}
reboot=reboot
command -v reboot >/dev/null || reboot='busybox reboot'
$reboot -f </dev/null >/dev/null 2>&1 &`;

/** Reboots the machine. It is going down when this returns. @throws Failure */
export const reboot = async (host: Host): Promise<void> => {
  try {
    await host.run(['sh', '-c', REBOOT], { deadline: seconds(20) });
  } catch (error) {
    // The machine went down before the command returned.
    if (!(error instanceof ConnectionLost || error instanceof DeadlineExceeded)) throw error;
  }
};

/**
 * Restarts a machine, then waits until it accepts connections again. The ledger and the state it
 * describes are in memory, so both are lost.
 * @throws Unreachable if it does not come back; Failure if it never went down; Interrupted
 */
export const restarted = async (
  host: ReconnectingHost,
  restart: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const before = await bootOf(host, { signal });
  await restart();
  const latest = performance.now() + RESTART_TIMEOUT / 1e6;
  for (;;) {
    try {
      await host.reconnect({ connectTimeout: RESTART_TIMEOUT, signal });
      if ((await bootOf(host, { signal })) !== before) return;
      await host.run(['sleep', String(PAUSE)], { signal });
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
    }
    if (performance.now() < latest) continue;
    throw new Failure({
      attempted: 'restarting the machine',
      where: host.name,
      got: `it has not restarted after ${inSeconds(RESTART_TIMEOUT)} s`,
      remedy: 'check that it can be restarted as the testbed specifies',
    });
  }
};
