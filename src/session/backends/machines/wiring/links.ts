import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { settleAll } from '../../../../model/concurrency/settle-all.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import type { Port, Topology } from '../../../../model/network/topology.js';
import { inSeconds, type Nanoseconds } from '../../../../model/units.js';
import { awaitCarrier, CARRIER_TIMEOUT } from '../../../../provision/await-carrier.js';
import { portText } from '../../../../traffic/wiring/test-ports.js';
import type { HostsByRole } from '../connect.js';

/** Ports that the run uses have no carrier. */
export class NoCarrier extends PreconditionFailure {}

/**
 * Waits until both ends of every cable in use have carrier.
 * @throws NoCarrier that names the ports without; Interrupted
 */
export const awaitLinks = async (
  { byRole }: HostsByRole,
  roles: Testbed['roles'],
  { ingress, egress }: Topology,
  signal?: AbortSignal,
  deadline: Nanoseconds = CARRIER_TIMEOUT,
): Promise<void> => {
  const sides: readonly (readonly [RoleName, readonly Port[]])[] = [
    ['generator', ingress.map(({ peer }) => peer)],
    ['dut', [...ingress, ...egress].map(({ dut }) => dut)],
    ['sink', egress.map(({ peer }) => peer)],
  ];
  const without = await settleAll(
    sides.map(async ([role, ports]) => {
      const { namespace, machine } = roles[role];
      const interfaces = ports.map((port) => port.interface);
      const down = await awaitCarrier(byRole[role], interfaces, { namespace, deadline, signal });
      return ports
        .filter((port) => down.includes(port.interface))
        .map((port) => portText({ ...port, machine }));
    }),
  );
  const named = without.flat();
  if (named.length === 0) return;
  throw new NoCarrier({
    attempted: 'waiting for the links of the test ports',
    got: `no carrier after ${inSeconds(deadline)} s: ${named.join(', ')}`,
    remedy: "check their cables, and the testbed's links: ip -br link shows NO-CARRIER",
  });
};
