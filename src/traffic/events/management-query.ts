import type { Host } from '../../host/host.js';
import { inNamespace } from '../../model/command.js';
import { Failure } from '../../model/failure.js';
import type { EverySecond } from './every-second.js';

/**
 * Asks a router for the statistics of its interfaces, and looks whether it answered (RFC 2544
 * section 11.2). It is asked by the connection it is managed through, not by a test link.
 */
export const managementQuery =
  (dut: Host, namespace: string | undefined, devices: readonly string[]): EverySecond =>
  async (_, signal) => {
    const { stdout } = await dut.run(inNamespace(namespace, ['cat', '/proc/net/dev']), { signal });
    const known = [...stdout.matchAll(/^ *(\S+):/gm)].map(([, device]) => device);
    const missing = devices.find((device) => !known.includes(device));
    if (missing === undefined) return;
    throw new Failure({
      attempted: `asking for the statistics of ${missing}`,
      where: dut.name,
      got: `an answer without it: ${known.join(', ')}`,
    });
  };
