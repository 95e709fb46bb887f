import type { Host } from '../../host/host.js';
import { Failure } from '../../model/failure.js';
import type { Router } from '../../model/network/routers.js';
import type { EverySecond } from './every-second.js';

const query = async (dut: Host, router: Router, signal: AbortSignal): Promise<void> => {
  const { stdout } = await dut.in(router.namespace).run(['cat', '/proc/net/dev'], { signal });
  const known = [...stdout.matchAll(/^ *(\S+):/gm)].map(([, device]) => device);
  const missing = router.interfaces.find(({ name }) => !known.includes(name));
  if (missing === undefined) return;
  throw new Failure({
    attempted: `querying the statistics of ${missing.name}`,
    where: dut.name,
    got: `an answer without it: ${known.join(', ')}`,
  });
};

/**
 * Queries routers for the statistics of their interfaces, and verifies the answers (RFC 2544
 * section 11.2). The queries use the management connection, not a test link.
 */
export const managementQuery =
  (dut: Host, routers: readonly Router[]): EverySecond =>
  async (_, signal) => {
    for (const router of routers) await query(dut, router, signal);
  };
