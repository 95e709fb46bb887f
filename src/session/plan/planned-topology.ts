import type { Playbook } from '../../config/playbook.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { MacAddress } from '../../model/network/mac.js';
import type { Port, Topology } from '../../model/network/topology.js';
import { softnicPortMac, type SoftnicWiring } from '../../provision/softnic-steps.js';
import { topologyOf } from './topology.js';

/**
 * The address of a softnic port is known. A NIC's is read from its machine during a run, so the
 * plan names its source instead.
 */
const portsOf = (file: SoftnicWiring, role: RoleName): readonly Port[] =>
  file.roles[role].ports.map((port) => ({
    ...port,
    mac: softnicPortMac(file, port.name) ?? (`mac-of-${port.name}` as MacAddress),
  }));

/**
 * The part of a testbed that a playbook uses, as known from its file.
 * @throws PreconditionFailure when the testbed has fewer links than asked for
 */
export const plannedTopology = (
  file: SoftnicWiring,
  playbook: Pick<Playbook, 'ingressPorts' | 'egressPorts'>,
): Topology =>
  topologyOf({
    links: file.links,
    ports: {
      generator: portsOf(file, 'generator'),
      dut: portsOf(file, 'dut'),
      sink: portsOf(file, 'sink'),
    },
    ingressPorts: playbook.ingressPorts,
    egressPorts: playbook.egressPorts,
  });
