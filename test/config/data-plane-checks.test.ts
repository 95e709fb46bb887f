import { describe, expect, it } from 'vitest';
import { dataPlaneFindings, modifierFindings } from '../../src/config/data-plane-checks.js';
import type { Playbook } from '../../src/config/playbook.js';
import { PLAIN_TRAFFIC } from '../../src/model/network/traffic.js';

const found = (
  routers: Partial<Playbook['routers']>,
  dataPlanes: Playbook['dataPlanes'] = ['ip-forwarder', 'macvlan', 'veth-bridge'],
): readonly string[] =>
  dataPlaneFindings({
    ...{ dataPlanes, ingressPorts: 2, egressPorts: 2, traffic: PLAIN_TRAFFIC },
    routers: { count: 1, ports: 'shared', interfaces: 1, ...routers },
  }).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('dataPlaneFindings', () => {
  it('are none for a single router', () => {
    expect(found({})).toEqual([]);
  });

  it('name the limit of a data plane, and the reason for it', () => {
    expect(found({ count: 3 })).toEqual([
      "dataPlanes.0: ip-forwarder has at most 1 router, found 3: it is the DUT's own IP stack, whose interfaces are the NICs",
    ]);
    expect(found({ interfaces: 1024 })).toEqual([
      expect.stringMatching(
        /^dataPlanes\.0: ip-forwarder has at most 1 interface per port, found 1024: /,
      ),
      expect.stringMatching(
        /^dataPlanes\.2: veth-bridge has at most 1023 interfaces per port, found 1024: /,
      ),
    ]);
  });

  it('sum the interfaces of routers that share ports, and count others separately', () => {
    expect(found({ count: 512, interfaces: 2 })).toHaveLength(2);
    expect(found({ count: 512, interfaces: 2, ports: 'own' })).toHaveLength(1);
  });

  it('count the interfaces of one router on all its ports', () => {
    expect(found({ interfaces: 2 }, ['kvm-guest'])).toEqual([
      expect.stringMatching(
        /^dataPlanes\.0: kvm-guest has at most 7 interfaces per router, found 8: /,
      ),
    ]);
    expect(found({ count: 2, ports: 'own', interfaces: 3 }, ['kvm-guest'])).toEqual([]);
    expect(found({ count: 2 }, ['uml-guest'])).toEqual([
      expect.stringMatching(
        /^dataPlanes\.0: uml-guest has at most 1 interface per port, found 2: /,
      ),
    ]);
    expect(found({ count: 5, ports: 'own' }, ['kvm-guest'])).toEqual([
      expect.stringMatching(/^dataPlanes\.0: kvm-guest has at most 4 routers, found 5: /),
    ]);
  });
});

describe('modifierFindings', () => {
  const modifiers: Playbook['modifiers'] = ['none', 'broadcast', 'route-updates', 'filters-25'];

  it('are none if the routers are in IP stacks of the DUT', () => {
    expect(modifierFindings({ dataPlanes: ['macvlan', 'ip-forwarder'], modifiers })).toEqual([]);
  });

  it('name what cannot be changed in other routers, and why', () => {
    const found = modifierFindings({ dataPlanes: ['macvlan', 'openvswitch-flows'], modifiers });
    expect(found.map(({ path }) => path)).toEqual([
      ['modifiers', 2],
      ['modifiers', 3],
    ]);
    expect(found[0]?.message).toBe(
      "'route-updates' changes a router's IP stack, which cannot be changed if its routers are the flows of a switch (openvswitch-flows)",
    );
    const mixed = ['openvswitch-flows', 'uml-guest'] as const;
    expect(modifierFindings({ dataPlanes: [...mixed], modifiers })[0]?.message).toMatch(
      /if its routers are the flows of a switch \(openvswitch-flows\), or its routers are User-Mode Linux guests \(uml-guest\)$/,
    );
  });
});
