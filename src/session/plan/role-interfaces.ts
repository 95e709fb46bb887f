import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { Port, Topology } from '../../model/network/topology.js';

/** The network devices in use of each role, each once. */
export const roleInterfaces = ({
  ingress,
  egress,
}: Topology): Readonly<Record<RoleName, readonly string[]>> => {
  const devices = (ports: readonly Port[]) => [...new Set(ports.map((port) => port.interface))];
  return {
    generator: devices(ingress.map(({ peer }) => peer)),
    dut: devices([...ingress, ...egress].map(({ dut }) => dut)),
    sink: devices(egress.map(({ peer }) => peer)),
  };
};
