import type { RoleName } from '../../../../config/testbed/testbed-file.js';
import { calibrationCable } from '../../../../config/testbed/tester/cables.js';
import type { Testbed } from '../../../../config/testbed/testbed.js';
import { portsByRole, type Port, type Topology } from '../../../../model/network/topology.js';
import type { HostsByRole } from '../connect.js';
import { readPorts } from '../ports.js';

/** The ports of each role. */
export type PortsOfRun = Readonly<Record<RoleName, readonly Port[]>>;

/**
 * The ports that test frames of a run pass: those of its topology, and those at the calibration cable, which are
 * tuned as well.
 * @throws PreconditionFailure for a device that is missing; what Host.run throws
 */
export const portsOfRun = async (
  { byRole }: HostsByRole,
  { roles, ...testbed }: Pick<Testbed, 'roles' | 'calibration'>,
  topology: Topology,
  signal?: AbortSignal,
): Promise<PortsOfRun> => {
  const cable: readonly string[] = calibrationCable(testbed) ?? [];
  const ports = portsByRole(topology);
  const withCalibrated = async (role: 'generator' | 'sink'): Promise<readonly Port[]> => {
    const { namespace, ports: stated } = roles[role];
    const calibrated = stated.filter(({ name }) => cable.includes(name));
    if (calibrated.length === 0) return ports[role];
    const read = await readPorts(byRole[role], { namespace, ports: calibrated }, signal);
    return [...ports[role], ...read];
  };
  const [generator, sink] = await Promise.all([
    withCalibrated('generator'),
    withCalibrated('sink'),
  ]);
  return { generator, dut: ports.dut, sink };
};
