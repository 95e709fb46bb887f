import { describe, expect, it } from 'vitest';
import { loadPlaybook, loadTestbed } from '../../../src/config/load.js';
import { planOf } from '../../../src/session/plan/plan.js';
import { plannedTopology } from '../../../src/session/plan/planned-topology.js';
import { changed, TESTBED, withFile } from '../../config/examples.js';

const BY_SLOT = changed(TESTBED, 'name: dut0, interface: eth1', 'name: dut0, pci: 03:00.1');

describe('a planned topology', () => {
  it('has a placeholder for an interface that only its machine knows', async () => {
    const { file } = await withFile(BY_SLOT, loadTestbed);
    const topology = plannedTopology(file, { ingressPorts: 1, egressPorts: 1 });
    expect(topology.ingress.map(({ dut }) => dut.interface)).toEqual(['<pci:0000:03:00.1>']);
    expect(topology.ingress.map(({ peer }) => peer.interface)).toEqual(['eth1']);
  });

  it('can be shown for every data plane', async () => {
    const { file, folder } = await withFile(BY_SLOT, loadTestbed);
    const { playbook } = await loadPlaybook('playbooks/data-planes.yaml');
    const { base, dataPlanes } = planOf(file, folder, playbook);
    expect(dataPlanes.map(({ name }) => name)).toEqual(playbook.dataPlanes);
    expect(JSON.stringify([base, dataPlanes])).toContain('<pci:0000:03:00.1>');
  });
});
