import { describe, expect, it } from 'vitest';
import { dataPlaneFindings, modifierFindings } from '../../src/config/data-plane-checks.js';
import type { Playbook } from '../../src/config/playbook.js';

const found = (routers: Partial<Playbook['routers']>): readonly string[] =>
  dataPlaneFindings({
    dataPlanes: ['ip-forwarder', 'macvlan', 'veth-bridge'],
    routers: { count: 1, ports: 'shared', interfaces: 1, ...routers },
  }).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('dataPlaneFindings', () => {
  it('are none for a single router', () => {
    expect(found({})).toEqual([]);
  });

  it('name the limit of a data plane, and why there is one', () => {
    expect(found({ count: 3 })).toEqual([
      "dataPlanes.0: ip-forwarder has at most 1 router, found 3: it is the DUT's own IP stack, whose interfaces are the NICs",
    ]);
    expect(found({ interfaces: 1024 })).toEqual([
      expect.stringMatching(
        /^dataPlanes\.0: ip-forwarder has at most 1 interface on a port, found 1024: /,
      ),
      expect.stringMatching(
        /^dataPlanes\.2: veth-bridge has at most 1023 interfaces on a port, found 1024: /,
      ),
    ]);
  });

  it('count the interfaces of routers that share ports together, of others one by one', () => {
    expect(found({ count: 512, interfaces: 2 })).toHaveLength(2);
    expect(found({ count: 512, interfaces: 2, ports: 'own' })).toHaveLength(1);
  });
});

describe('modifierFindings', () => {
  const modifiers: Playbook['modifiers'] = ['none', 'broadcast', 'route-updates', 'filters-25'];

  it('are none where the routers are in IP stacks of the DUT', () => {
    expect(modifierFindings({ dataPlanes: ['macvlan', 'ip-forwarder'], modifiers })).toEqual([]);
  });

  it('name what cannot be changed in a router that is in none, and why', () => {
    const found = modifierFindings({ dataPlanes: ['macvlan', 'openvswitch-flows'], modifiers });
    expect(found.map(({ path }) => path)).toEqual([
      ['modifiers', 2],
      ['modifiers', 3],
    ]);
    expect(found[0]?.message).toBe(
      "'route-updates' changes a router's IP stack, and that of openvswitch-flows cannot be changed: its routers are the flows of a switch",
    );
  });
});
