import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowText, type Flow } from '../../../../src/linux/openvswitch/flow.js';
import { networkOf } from '../../../../src/model/network/network.js';
import type { RouterPlan } from '../../../../src/model/network/routers.js';
import { DESTINATIONS, DIRECTIONS, PROTOCOLS } from '../../../../src/model/network/traffic.js';
import { routingFlows } from '../../../../src/provision/dataplane/openvswitch/flow-router.js';
import { switchPorts } from '../../../../src/provision/dataplane/openvswitch/ports.js';
import { topologyOf } from '../../../integration/provision/sandbox.js';

const STACK = { place: 'outside', mac: 'own' } as const;

/** An address as a number; an IPv6 one as those of this project are written, with one `::` at the end. */
const addressBits = (address: string): bigint => {
  if (!address.includes(':')) {
    return address.split('.').reduce((bits, part) => bits * 256n + BigInt(part), 0n);
  }
  const [head = '', tail = ''] = address.split('::');
  const [front, back] = [head, tail].map((text) => text.split(':').filter((each) => each !== ''));
  const zeros = Array.from({ length: 8 - (front?.length ?? 0) - (back?.length ?? 0) }, () => '0');
  return [...(front ?? []), ...zeros, ...(back ?? [])].reduce(
    (bits, part) => bits * 65_536n + BigInt(`0x${part}`),
    0n,
  );
};

const isIn = (address: string, network: string): boolean => {
  const [base = '', length = '0'] = network.split('/');
  const shift = BigInt((address.includes(':') ? 128 : 32) - Number(length));
  return addressBits(address) >> shift === addressBits(base) >> shift;
};

interface Frame {
  readonly port: number;
  readonly mac: string;
  readonly destination: string;
  readonly ttl: number;
}

/** What a switch would do with a frame: the actions of the highest flow of each table. */
const carried = (flows: readonly Flow[], frame: Frame): readonly string[] => {
  let register = 0;
  const matches = (field: string): boolean => {
    const [name, value = ''] = field.split('=');
    if (name === 'in_port') return Number(value) === frame.port;
    if (name === 'dl_dst') return value === frame.mac;
    if (name === 'reg0') return Number(value) === register;
    if (name === 'nw_ttl') return Number(value) === frame.ttl;
    if (name === 'nw_dst' || name === 'ipv6_dst') return isIn(frame.destination, value);
    return name === (frame.destination.includes(':') ? 'ipv6' : 'ip');
  };
  const lookUp = (table: number): readonly string[] => {
    const [best] = flows
      .filter((flow) => flow.table === table && flow.match.every(matches))
      .toSorted((one, other) => other.priority - one.priority);
    const [load = '', ...others] = best?.actions ?? [];
    const router = /^load:(\d+)->NXM_NX_REG0/.exec(load)?.[1];
    if (router === undefined) return best?.actions ?? [];
    register = Number(router);
    expect(others.at(-1)).toBe('resubmit(,1)');
    return lookUp(1);
  };
  return lookUp(0);
};

const plans: fc.Arbitrary<RouterPlan> = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  ports: fc.constant('shared' as const),
  interfaces: fc.integer({ min: 1, max: 3 }),
  routes: fc.integer({ min: 0, max: 40 }),
});

const networks = fc
  .record({
    ingress: fc.integer({ min: 1, max: 2 }),
    egress: fc.integer({ min: 1, max: 2 }),
    routers: plans,
    protocol: fc.constantFrom(...PROTOCOLS),
    destinations: fc.constantFrom(...DESTINATIONS),
    direction: fc.constantFrom(...DIRECTIONS),
  })
  .map(({ ingress, egress, routers, ...traffic }) =>
    networkOf(topologyOf(ingress, egress), { traffic, routers }, STACK),
  );

describe('routing flows', () => {
  it('send every frame of every stream where its router would, and nothing else anywhere', () => {
    fc.assert(
      fc.property(networks, fc.nat(), (network, choice) => {
        const { numberOf } = switchPorts(
          network.routers.flatMap(({ interfaces }) => interfaces.map(({ port }) => port.interface)),
        );
        const flows = routingFlows(network, numberOf);
        for (const { entry, exit, into, outOf, destinations } of network.streams) {
          const destination = destinations.hosts[choice % destinations.hosts.length] ?? '';
          const port = numberOf(entry.dut.interface);
          const frame = { port, mac: into.interface.mac, destination, ttl: 64 };
          expect(carried(flows, frame)).toEqual([
            `mod_dl_src:${outOf.interface.mac}`,
            `mod_dl_dst:${exit.peer.mac}`,
            'dec_ttl',
            `output:${numberOf(exit.dut.interface)}`,
          ]);
          expect(carried(flows, { ...frame, ttl: 1 })).toEqual([]);
          expect(carried(flows, { ...frame, mac: '02:00:00:00:00:99' })).toEqual([]);
          expect(carried(flows, { ...frame, destination: '203.0.113.1' })).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are a flow for each route, and one for each interface', () => {
    const traffic = { protocol: 'ipv4', destinations: 'many', direction: 'bidirectional' } as const;
    const routers = { count: 2, ports: 'shared', interfaces: 2, routes: 8 } as const;
    const network = networkOf(topologyOf(1, 1), { traffic, routers }, STACK);
    const { numberOf } = switchPorts(['dut0', 'dut1']);
    const flows = routingFlows(network, numberOf);
    const [interfaces, links, routes] = [8, 8, 2 * 2 * 8];
    const [expired, misses] = [2, 3];
    expect(flows).toHaveLength(interfaces + links + routes + expired + misses);
    expect(flowText(flows)).toContain(
      'table=0,priority=100,in_port=1,dl_dst=02:76:72:80:00:00,actions=load:1->NXM_NX_REG0[],load:0->NXM_OF_IN_PORT[],resubmit(,1)\n',
    );
    expect(flowText(flows)).toContain(
      'cookie=0x1,table=1,priority=1000,ip,nw_ttl=1,actions=drop\n',
    );
    expect(flowText(flows)).toContain('cookie=0x1,table=1,priority=0,actions=drop\n');
    expect(flowText(flows)).toContain(
      '\ntable=0,priority=1,dl_dst=01:00:00:00:00:00/01:00:00:00:00:00,actions=drop\n',
    );
  });
});
