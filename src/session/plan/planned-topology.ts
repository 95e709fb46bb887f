import type { Playbook } from '../../config/playbook.js';
import type { RoleName } from '../../config/testbed/testbed-file.js';
import type { MacAddress } from '../../model/network/mac.js';
import type { Port, Topology } from '../../model/network/topology.js';
import { softnicPortMac, type SoftnicWiring } from '../../provision/softnic-steps.js';
import { topologyOf } from './topology.js';

/**
 * The MAC address of a softnic port is known. That of a NIC is read from its machine during a run, so
 * the plan has a placeholder instead.
 */
const portsOf = (file: SoftnicWiring, role: RoleName): readonly Port[] =>
  file.roles[role].ports.map((port) => ({
    ...port,
    mac: softnicPortMac(file, port.name) ?? (`mac-of-${port.name}` as MacAddress),
  }));

/**
 * The part of a testbed that a playbook uses, as known from its file.
 * @throws PreconditionFailure if the testbed has fewer links than requested
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
