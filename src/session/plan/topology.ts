import type { RoleName, TestbedFile } from '../../config/testbed/testbed-file.js';
import { PreconditionFailure } from '../../model/failure.js';
import type { Attachment, Port, Topology } from '../../model/network/topology.js';

/** The links and ports to choose a topology from, and the numbers of ports that a playbook uses. */
export interface TopologyChoice {
  readonly links: TestbedFile['links'];
  readonly ports: Readonly<Record<RoleName, readonly Port[]>>;
  readonly ingressPorts: number;
  readonly egressPorts: number;
}

/**
 * The part of a testbed that a playbook uses: the first links between generator and DUT are
 * ingress, the first between DUT and sink egress, in the order of the file.
 * @throws PreconditionFailure if the testbed has fewer links than requested
 */
export const topologyOf = (choice: TopologyChoice): Topology => ({
  ingress: attachments(choice, 'generator', choice.ingressPorts),
  egress: attachments(choice, 'sink', choice.egressPorts),
});

const attachments = (
  { links, ports }: TopologyChoice,
  role: 'generator' | 'sink',
  requested: number,
): readonly Attachment[] => {
  const found = links.flatMap((names): Attachment[] => {
    const dut = ports.dut.find(({ name }) => names.includes(name));
    const peer = ports[role].find(({ name }) => names.includes(name));
    return dut === undefined || peer === undefined ? [] : [{ dut, peer }];
  });
  if (requested >= 1 && found.length >= requested) return found.slice(0, requested);
  throw new PreconditionFailure({
    attempted: `choosing ${requested} links between the DUT and the ${role}`,
    got: `the testbed has ${found.length}`,
    remedy: 'use fewer ports in the playbook, or add links to the testbed',
  });
};
