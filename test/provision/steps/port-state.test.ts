import { describe, expect, it } from 'vitest';
import { parsePortStates } from '../../../src/provision/steps/port-state.js';
import { fixture } from '../../linux/fixture.js';
import { staysAs, withForeignObjects } from '../../linux/foreign.js';

const ADDRESSES = fixture('ip-address-tunnels.json');
const ROUTES = fixture('ip-route-default.json');
const PORTS = ['eth1', 'eth2', 'far1', 'far2'];
const statesOf = (addresses: string, ...routes: string[]) =>
  parsePortStates(PORTS, addresses, routes, 'dut');

describe('parsePortStates', () => {
  it('finds what uses a port, on a machine with tunnels', () => {
    expect(statesOf(ADDRESSES, ROUTES, fixture('ip-route-default-6.json'))).toEqual([
      {
        interface: 'eth1',
        up: true,
        uses: ['carries address 198.18.1.1/24', 'carries a default route', 'carries device uplink'],
        freeing: [
          'ip link del dev uplink',
          'ip address flush dev eth1',
          'ip route del default dev eth1',
        ],
      },
      {
        interface: 'eth2',
        up: false,
        uses: ['is part of br0'],
        freeing: ['ip link set dev eth2 nomaster'],
      },
      { interface: 'far1', up: true, uses: [], freeing: [] },
      { interface: 'far2', up: false, uses: [], freeing: [] },
    ]);
  });

  it('finds the same whatever other devices there are', () => {
    const read = (text: string) => statesOf(text, ROUTES);
    staysAs(ADDRESSES, withForeignObjects, read, (found, expected) => {
      expect(found).toEqual(expected);
    });
  });

  it('accepts a default route without a device, and one with several next hops', () => {
    const routes =
      '[{"type":"blackhole","dst":"default","dev":null,"flags":[]},' +
      '{"dst":"default","nexthops":[{"gateway":"10.0.0.1","dev":"far2","weight":1}]}]';
    expect(statesOf(ADDRESSES, routes).at(-1)?.uses).toEqual(['carries a default route']);
  });

  it('has no default routes if none were printed', () => {
    expect(statesOf(ADDRESSES, '', '[]\n').at(-1)?.uses).toEqual([]);
  });

  it('refuses routes that iproute2 printed as text although asked for JSON', () => {
    expect(() => statesOf(ADDRESSES, 'default via 198.18.1.2 dev far1 \n')).toThrow(
      /reading ip -j route .* on dut: expected JSON, found "default via .*\n.*upgrade iproute2/,
    );
  });

  it('shows the port or the route that it cannot read', () => {
    expect(() => statesOf('[{"ifname":"eth1","flags":["UP"]}]')).toThrow(/addr_info.*eth1/);
    expect(() => statesOf(ADDRESSES, '[{"dst":"default","dev":7}]')).toThrow(/at dev.*default/);
  });
});
