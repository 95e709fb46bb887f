import { describe, expect, it } from 'vitest';
import { UML_IPV6 } from '../../../../src/linux/guest/uml.js';
import { PLAIN_TRAFFIC } from '../../../../src/model/network/traffic.js';
import { guestSetup, guestsOf } from '../../../../src/provision/dataplane/guest/guest.js';
import { topologyOf } from '../../../integration/provision/sandbox.js';
import { planned } from '../../planned.js';

const setupOf = (protocol: 'ipv4' | 'ipv6', destinations: 'one' | 'many' = 'one') => {
  const { network } = planned('uml-guest', { ...PLAIN_TRAFFIC, protocol, destinations });
  const [guest = expect.fail()] = guestsOf(network);
  return { guest, commands: guestSetup(guest, protocol, [{ argv: UML_IPV6 }]) };
};

describe('the guests of a network', () => {
  it('are as many as its routers, with interfaces that no other guest has', () => {
    const routers = { count: 2, ports: 'own', interfaces: 1 } as const;
    const { network } = planned('uml-guest', PLAIN_TRAFFIC, topologyOf(2, 2), routers);
    const all = guestsOf(network);
    expect(all.map(({ name }) => name)).toEqual(['vrbench-vr0', 'vrbench-vr1']);
    const names = all.flatMap(({ interfaces }) => interfaces.map(({ name }) => name));
    expect(names).toEqual(['vr0-p0', 'vr0-p1', 'vr1-p0', 'vr1-p1']);
  });
});

describe("a guest's setup", () => {
  it('finds its devices by their Ethernet addresses, before it uses their names', () => {
    const { guest, commands } = setupOf('ipv4');
    const renamed = commands.slice(0, guest.interfaces.length).map(({ argv }) => argv.slice(-2));
    expect(renamed).toEqual(guest.interfaces.map(({ mac, name }) => [mac, name]));
  });

  it('has a route to every network behind the sink', () => {
    const routes = setupOf('ipv4', 'many').commands.flatMap(
      ({ stdin = '' }) => stdin.match(/^route add \S+ via \S+ dev vr0-p\d$/gm) ?? [],
    );
    expect(routes.length).toBe(256);
    expect(new Set(routes).size).toBe(256);
  });

  it('forwards IPv6 only once its devices are silent, and IPv4 with IPv6 off', () => {
    const text = setupOf('ipv6').commands.map(({ stdin = '' }) => stdin);
    const at = (part: string) => text.findIndex((each) => each.includes(part));
    expect(setupOf('ipv6').commands[0]?.argv).toEqual(UML_IPV6);
    expect(at('vr0-p0/addr_gen_mode 1')).toBeLessThan(at('link set dev vr0-p0 up'));
    expect(at('link set dev vr0-p0 up')).toBeLessThan(at('conf/all/forwarding 1'));
    const four = setupOf('ipv4')
      .commands.map(({ stdin = '' }) => stdin)
      .join('');
    expect(four).toContain('-net/ipv6/conf/all/disable_ipv6 1');
    expect(four).not.toContain('ipv6/conf/all/forwarding');
  });

  it('finally waits for the carrier of all its devices', () => {
    const { guest, commands } = setupOf('ipv4');
    expect(commands.at(-1)?.argv.slice(4)).toEqual(guest.interfaces.map(({ name }) => name));
  });
});
