import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkInTurn, networkOf, streamsPerRouter } from '../../../src/model/network/network.js';
import {
  MOST_INTERFACES,
  SINGLE_ROUTER,
  type RouterPlan,
  type RouterStack,
} from '../../../src/model/network/routers.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../src/model/network/traffic.js';
import { pps } from '../../../src/model/units.js';
import { topologyOf } from './topologies.js';

const VIRTUAL: RouterStack = { place: 'namespaces', mac: 'own' };
const MACHINE: RouterStack = { place: 'machine' };
const twoRouters = (ports: RouterPlan['ports']): RouterPlan => ({
  ...SINGLE_ROUTER,
  count: 2,
  ports,
});
const idsOf = (...args: Parameters<typeof networkOf>): readonly string[] =>
  networkOf(...args).streams.map(({ id }) => id);

describe('a network of one router', () => {
  const plan = { traffic: PLAIN_TRAFFIC, routers: SINGLE_ROUTER };

  it('has a stream from each generator port, round robin to the sink ports', () => {
    expect(idsOf(topologyOf(3, 2), plan, VIRTUAL)).toEqual([
      ...['r0:gen0>sink0', 'r0:gen1>sink1', 'r0:gen2>sink0'],
    ]);
  });

  it('uses virtual interfaces in a namespace, or the NICs of the machine itself', () => {
    const virtual = networkOf(topologyOf(1, 1), plan, VIRTUAL);
    const machine = networkOf(topologyOf(1, 1), plan, MACHINE);
    expect(virtual.routers.map(({ namespace }) => namespace)).toEqual(['vrbench-vr0']);
    expect(virtual.routers[0]?.interfaces.map(({ name }) => name)).toEqual(['vr0-p0', 'vr0-p1']);
    expect(machine.routers.map(({ namespace }) => namespace)).toEqual([undefined]);
    expect(machine.routers[0]?.interfaces.map(({ name }) => name)).toEqual(['eth0', 'eth1']);
    expect(machine.streams[0]?.destinationMac).toBe(machine.topology.ingress[0]?.dut.mac);
    expect(virtual.streams[0]?.destinationMac).toBe(virtual.routers[0]?.interfaces[0]?.mac);
    const borrowed = networkOf(topologyOf(1, 1), plan, { place: 'namespaces', mac: 'port' });
    expect(borrowed.streams[0]?.destinationMac).toBe(machine.streams[0]?.destinationMac);
  });

  it('mirrors its streams for bidirectional traffic', () => {
    const both = { ...plan, traffic: { ...PLAIN_TRAFFIC, direction: 'bidirectional' } as const };
    const [there, back, ...more] = networkOf(topologyOf(1, 1), both, VIRTUAL).streams;
    expect(more).toEqual([]);
    expect(back).toMatchObject({ id: 'r0:sink0>gen0', sender: 'sink', receiver: 'generator' });
    expect(back?.entry).toBe(there?.exit);
    expect(back?.source).toBe(there?.destinations.first);
    expect(there?.source).toBe(back?.destinations.first);
  });

  it('has 256 routes per egress link if frames are for many networks', () => {
    const traffic: Traffic = { ...PLAIN_TRAFFIC, destinations: 'many' };
    const { streams, routers } = networkOf(topologyOf(2, 2), { ...plan, traffic }, VIRTUAL);
    expect(streams.map(({ destinations }) => destinations.hosts.length)).toEqual([256, 256]);
    const behind = routers[0]?.interfaces.flatMap(({ links }) => links.map((link) => link.behind));
    expect(behind?.map((each) => each?.networks.length)).toEqual([undefined, undefined, 256, 256]);
  });

  it('has one interface with both networks on a port that is both ingress and egress', () => {
    const { ingress } = topologyOf(2, 1);
    const network = networkOf({ ingress, egress: ingress.toReversed() }, plan, VIRTUAL);
    expect(network.routers[0]?.interfaces.map(({ links }) => links.length)).toEqual([2, 2]);
  });
});

describe('a network of several routers', () => {
  const routers = twoRouters('own');

  it('gives each router a pair of ports of its own', () => {
    const plan = { traffic: PLAIN_TRAFFIC, routers };
    const network = networkOf(topologyOf(2, 2), plan, VIRTUAL);
    expect(network.streams.map(({ id }) => id)).toEqual(['r0:gen0>sink0', 'r1:gen1>sink1']);
    expect(network.routers.map(({ namespace }) => namespace)).toEqual([
      ...['vrbench-vr0', 'vrbench-vr1'],
    ]);
    expect(network.routers[1]?.interfaces.map(({ name, port }) => [name, port.name])).toEqual([
      ['vr1-p0', 'dut1'],
      ['vr1-p1', 'dut3'],
    ]);
  });

  it('lets routers share ports, each with its own Ethernet and IP addresses', () => {
    const plan = { traffic: PLAIN_TRAFFIC, routers: twoRouters('shared') };
    const [one, other] = networkOf(topologyOf(1, 1), plan, VIRTUAL).streams;
    expect([one?.id, other?.id]).toEqual(['r0:gen0>sink0', 'r1:gen0>sink0']);
    expect(one?.entry).toBe(other?.entry);
    expect(one?.destinationMac).not.toBe(other?.destinationMac);
    expect(one?.source).not.toBe(other?.source);
  });

  it('sends frames to the listed routers, at their shares or loads', () => {
    const own = { traffic: PLAIN_TRAFFIC, routers };
    const only = networkOf(
      topologyOf(2, 2),
      { ...own, perRouter: [{ router: 1, share: 1 }] },
      VIRTUAL,
    );
    expect(only.streams.map(({ id }) => id)).toEqual(['r1:gen1>sink1']);
    expect(only.routers).toHaveLength(2);
    const uneven = networkOf(
      topologyOf(4, 4),
      {
        ...own,
        perRouter: [
          { router: 0, share: 3 },
          { router: 1, load: pps(1000) },
        ],
      },
      VIRTUAL,
    );
    expect(uneven.streams.map(({ load }) => load)).toEqual([
      { kind: 'shared', weight: 3 },
      { kind: 'shared', weight: 3 },
      { kind: 'own', load: 500 },
      { kind: 'own', load: 500 },
    ]);
  });

  it('sends all frames of a trial to the router whose turn it is', () => {
    const traffic = { ...PLAIN_TRAFFIC, direction: 'bidirectional' } as const;
    const plan = { traffic, routers: twoRouters('shared'), perRouter: 'in-turn' } as const;
    const all = networkOf(topologyOf(1, 1), plan, VIRTUAL);
    expect(networkInTurn(all, undefined)).toBe(all);
    expect(all.streams).toHaveLength(4);
    const turn = networkInTurn(all, 1);
    expect(turn.streams.map(({ id }) => id)).toEqual(['r1:gen0>sink0', 'r1:sink0>gen0']);
    expect(new Set(turn.learning.map(({ router }) => router.index))).toEqual(new Set([1]));
    expect(turn.routers).toBe(all.routers);
  });

  it('spreads the routes of a router over its egress links', () => {
    const plan = {
      traffic: { ...PLAIN_TRAFFIC, destinations: 'many' } as const,
      routers: { ...twoRouters('own'), routes: 7 },
    };
    const { routers: both } = networkOf(topologyOf(4, 4), plan, VIRTUAL);
    const counts = both.map(({ interfaces }) =>
      interfaces.flatMap(({ links }) => links.map(({ behind }) => behind?.networks.length ?? 0)),
    );
    expect(counts).toEqual([
      [0, 0, 4, 3],
      [0, 0, 4, 3],
    ]);
  });

  it('has enough addresses for the networks of the paper', () => {
    const interfaces = networkOf(
      topologyOf(1, 1),
      {
        traffic: { ...PLAIN_TRAFFIC, direction: 'bidirectional', destinations: 'many' },
        routers: { count: 1, ports: 'shared', interfaces: 256, routes: 512 },
      },
      VIRTUAL,
    );
    expect(interfaces.routers[0]?.interfaces).toHaveLength(512);
    expect(interfaces.streams).toHaveLength(512);
    const many = networkOf(
      topologyOf(1, 1),
      { traffic: PLAIN_TRAFFIC, routers: { count: 1000, ports: 'shared', interfaces: 1 } },
      VIRTUAL,
    );
    expect(many.routers).toHaveLength(1000);
    expect(new Set(many.streams.map(({ source }) => source)).size).toBe(1000);
  });

  it('never repeats a name, Ethernet address or IP address', () => {
    const plans = fc.record({
      traffic: fc.record({
        protocol: fc.constantFrom('ipv4' as const, 'ipv6' as const),
        destinations: fc.constantFrom('one' as const, 'many' as const),
        direction: fc.constantFrom('unidirectional' as const, 'bidirectional' as const),
      }),
      routers: fc.record({
        count: fc.integer({ min: 1, max: 8 }),
        ports: fc.constantFrom('shared' as const, 'own' as const),
        interfaces: fc.integer({ min: 1, max: 4 }),
        routes: fc.integer({ min: 0, max: 40 }),
      }),
    });
    fc.assert(
      fc.property(plans, (plan) => {
        const network = networkOf(topologyOf(8, 8), plan, VIRTUAL);
        const interfaces = network.routers.flatMap((router) => router.interfaces);
        const distinct = (values: readonly unknown[]): void => {
          expect(new Set(values).size).toBe(values.length);
        };
        distinct(interfaces.map(({ name }) => name));
        distinct(interfaces.map(({ mac }) => mac));
        distinct(network.streams.map(({ id }) => id));
        distinct(network.streams.map(({ source }) => source));
        distinct(
          interfaces.flatMap(({ links }) => links.flatMap(({ behind }) => behind?.networks ?? [])),
        );
        for (const { name } of interfaces) expect(name.length).toBeLessThan(16);
        const each = streamsPerRouter(plan, 8, 8);
        expect(network.streams).toHaveLength(plan.routers.count * each);
      }),
    );
  });

  it('rejects more links than there are addresses for', () => {
    const interfaces = MOST_INTERFACES + 1;
    const plan = { traffic: PLAIN_TRAFFIC, routers: { ...SINGLE_ROUTER, interfaces } };
    expect(() => networkOf(topologyOf(1, 1), plan, VIRTUAL)).toThrow(RangeError);
  });
});

describe('learning frames', () => {
  it('are sent from the receiving ports, to the hosts on the links', () => {
    const plan = {
      traffic: { ...PLAIN_TRAFFIC, destinations: 'many' } as const,
      routers: SINGLE_ROUTER,
    };
    const { learning, streams } = networkOf(topologyOf(1, 1), plan, VIRTUAL);
    expect(learning.map(({ id }) => id)).toEqual(['r0:sink0>gen0']);
    expect(learning[0]?.destinations.hosts).toEqual([streams[0]?.source]);
  });
});
