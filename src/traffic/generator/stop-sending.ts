import type { Clock } from '../../host/clock.js';
import type { RoleNetwork } from '../../host/role-network.js';
import { PKTGEN_FOLDER } from '../../linux/pktgen/control.js';
import { clear } from './pktgen-threads.js';

/**
 * Ends what pktgen still sends from a trial that lost its controller: counts are finite, but the
 * next trial must not start meanwhile. Does nothing if pktgen is not loaded.
 * @throws GeneratorStuck if it does not stop
 */
export const stopSending = async (
  generator: RoleNetwork,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> => {
  const { exitCode } = await generator.host.attempt(['ls', PKTGEN_FOLDER], { signal });
  if (exitCode === 0) await clear({ generator, clock });
};
