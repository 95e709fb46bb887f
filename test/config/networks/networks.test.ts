import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import {
  isBothWays,
  networksOf,
  networksOn,
  playbookOf,
  receiversIn,
} from '../../../src/config/networks/networks.js';
import { PLAYBOOK, withFile } from '../examples.js';

const NETWORKS = `${PLAYBOOK}traffic: { protocol: ipv4, destinations: many }
routers: { routes: 512 }
networks:
  - name: plain
  - name: both ways
    dataPlanes: [napi-macvlan]
    traffic: { direction: bidirectional }
    routers: { count: 2, traffic: in-turn }
`;

describe('the networks of a playbook', () => {
  it('are the playbook’s own if it lists none', async () => {
    const { playbook } = await withFile(PLAYBOOK, loadPlaybook);
    expect(networksOf(playbook)).toEqual([{ name: undefined, playbook }]);
    expect(playbookOf(playbook, undefined)).toBe(playbook);
    expect(receiversIn(playbook)).toEqual(['sink']);
    expect(isBothWays(playbook)).toBe(false);
  });

  it('inherit the playbook’s traffic and routers, except for overrides', async () => {
    const { playbook } = await withFile(NETWORKS, loadPlaybook);
    const [plain, both] = networksOf(playbook).map((network) => network.playbook);
    expect(plain).toMatchObject({
      traffic: { protocol: 'ipv4', destinations: 'many', direction: 'unidirectional' },
      routers: { count: 1, ports: 'shared', interfaces: 1, routes: 512 },
      dataPlanes: ['ip-forwarder', 'napi-macvlan'],
    });
    expect(plain).not.toHaveProperty('networks');
    expect(both).toMatchObject({
      traffic: { protocol: 'ipv4', destinations: 'many', direction: 'bidirectional' },
      routers: { count: 2, ports: 'shared', interfaces: 1, routes: 512, traffic: 'in-turn' },
      dataPlanes: ['napi-macvlan'],
      procedures: playbook.procedures,
    });
    expect(receiversIn(playbook)).toEqual(['sink', 'generator']);
    expect(isBothWays(playbook)).toBe(true);
  });

  it('are computed once, and found by name and by data plane', async () => {
    const { playbook } = await withFile(NETWORKS, loadPlaybook);
    expect(playbookOf(playbook, 'plain')).toBe(playbookOf(playbook, 'plain'));
    expect(() => playbookOf(playbook, 'other')).toThrow(RangeError);
    const names = (dataPlane: 'ip-forwarder' | 'napi-macvlan') =>
      networksOn(playbook, dataPlane).map(({ name }) => name);
    expect(names('ip-forwarder')).toEqual(['plain']);
    expect(names('napi-macvlan')).toEqual(['plain', 'both ways']);
  });
});
