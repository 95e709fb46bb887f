import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../../../src/config/load.js';
import type { Playbook } from '../../../../../src/config/playbook.js';
import { addressesPerPort } from '../../../../../src/session/backends/machines/doctor/addresses-per-port.js';

const shipped = async (name: string): Promise<Playbook> =>
  (await loadPlaybook(`playbooks/${name}.yaml`)).playbook;

describe('the addresses that a run adds to a port', () => {
  it('are those of the interfaces of all routers that share it', async () => {
    const playbook = await shipped('case-1');
    expect(addressesPerPort(playbook)).toBe(1);
    const { routers } = playbook;
    const many = (more: Partial<typeof routers>): Playbook => ({
      ...playbook,
      routers: { ...routers, ...more },
    });
    expect(addressesPerPort(many({ count: 4, interfaces: 8, ports: 'shared' }))).toBe(32);
    expect(addressesPerPort(many({ count: 4, interfaces: 8, ports: 'own' }))).toBe(8);
  });

  it('are none if no interface is stacked on a port', async () => {
    const playbook = await shipped('case-1');
    expect(addressesPerPort({ ...playbook, dataPlanes: ['ip-forwarder'] })).toBe(0);
    expect(addressesPerPort({ ...playbook, dataPlanes: ['tc-redirect', 'veth-bridge'] })).toBe(0);
  });

  it('are those of the largest network', async () => {
    expect(addressesPerPort(await shipped('paper/virtual-interfaces'))).toBe(256);
  });
});
