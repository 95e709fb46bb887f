import { describe, expect, it } from 'vitest';
import { PLAYBOOK, problemsOf } from '../examples.js';

/** On data planes without limits. */
const VIRTUAL = PLAYBOOK.replace('- ip-forwarder', '- softnet-macvlan');
const line = PLAYBOOK.split('\n').length;
const withNetworks = (networks: string, rest = '', base = VIRTUAL): Promise<readonly string[]> =>
  problemsOf(`${base}networks:\n${networks}${rest}`);

describe('the rules of a playbook’s networks', () => {
  it('allow the networks of the paper', async () => {
    const routers = [1, 2, 4, 8, 16, 32].map(
      (count) => `  - { name: ${count} routers, routers: { count: ${count}, traffic: in-turn } }\n`,
    );
    expect(await withNetworks(routers.join(''), 'ingressPorts: 3\n')).toEqual([]);
    const lookups = `  - { name: one destination, routers: { routes: 512 } }
  - { name: "512 destinations, 2 interfaces", traffic: { destinations: many }, routers: { routes: 512 } }
  - { name: "512 destinations, 512 interfaces", traffic: { destinations: many }, routers: { interfaces: 256 } }
`;
    expect(await withNetworks(lookups, 'traffic: { direction: bidirectional }\n')).toEqual([
      expect.stringMatching(
        /^\d+:74 networks\[2\]\.traffic\.destinations: network '512 destinations, 512 interfaces': 256 networks for each of 256 egress links are 65536; the address block/,
      ),
    ]);
  });

  it('name the invalid network, and the position in it', async () => {
    expect(
      await withNetworks(
        '  - { name: few }\n  - { name: many, routers: { count: 1000, interfaces: 3 } }\n',
      ),
    ).toEqual([
      `${line + 2}:55 networks[1].routers.interfaces: network 'many': 1000 routers with 3 interfaces on each of 2 ports need 6000 interfaces; there are addresses for 4096`,
    ]);
    expect(
      await withNetworks(
        '  - { name: two, routers: { count: 2, traffic: [{ router: 2, share: 1 }] } }\n',
      ),
    ).toEqual([
      expect.stringMatching(
        /networks\[0\]\.routers\.traffic\[0\]\.router: network 'two': there is no router 2/,
      ),
    ]);
    expect(
      await withNetworks(
        '  - { name: one way }\n  - { name: both, traffic: { direction: bidirectional } }\n',
        'ingressPorts: 2\n',
      ),
    ).toEqual([
      expect.stringMatching(
        /^\d+:\d+ networks\[1\]\.traffic\.direction: network 'both': bidirectional traffic needs as many egress as ingress ports, found 1 and 2/,
      ),
    ]);
  });

  it('are located at the entry if a value common to all does not fit it', async () => {
    const rest = 'routers: { interfaces: 3 }\n';
    expect(
      await withNetworks('  - { name: few }\n  - { name: many, routers: { count: 1000 } }\n', rest),
    ).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${line + 2}:5 networks\\[1\\]: network 'many': 1000 routers with 3 interfaces`,
        ),
      ),
    ]);
  });

  it('are one finding if all networks share the same problem', async () => {
    const rest = 'ingressPorts: 3\negressPorts: 2\nrouters: { count: 2, ports: own }\n';
    expect(await withNetworks('  - { name: a }\n  - { name: b }\n', rest)).toEqual([
      expect.stringMatching(/^\d+:\d+ routers\.ports: 2 routers with ports of their own/),
    ]);
    const small = VIRTUAL.replace('duration: 1 s', 'duration: 0 s');
    expect(await withNetworks('  - { name: a }\n  - { name: b }\n', '', small)).toContainEqual(
      expect.stringMatching(/^\d+:\d+ trial\.duration: must be greater than 0/),
    );
  });

  it('name the network whose loads cannot be shared', async () => {
    const small = VIRTUAL.replace('[5 kpps, 10 kpps]', '[10 pps, 10 kpps]');
    expect(
      await withNetworks(
        '  - { name: one }\n  - { name: turns, routers: { count: 32, traffic: in-turn } }\n  - { name: many, routers: { count: 32 } }\n',
        '',
        small,
      ),
    ).toEqual([
      expect.stringMatching(
        /^\d+:\d+ procedures\[0\]\.intendedLoads\[0\]: network 'many': a trial of 1000 ms at 10 pps has no frame to send in the stream of router 0/,
      ),
    ]);
  });

  it('require data planes with enough room', async () => {
    expect(await withNetworks('  - { name: two, routers: { count: 2 } }\n', '', PLAYBOOK)).toEqual([
      expect.stringMatching(
        /networks\[0\]: network 'two': ip-forwarder has at most 1 router, found 2/,
      ),
    ]);
    const own =
      '  - { name: one }\n  - { name: two, dataPlanes: [napi-macvlan], routers: { count: 2 } }\n';
    expect(await withNetworks(own, '', PLAYBOOK)).toEqual([]);
    expect(await withNetworks('  - { name: one, dataPlanes: [macvlan] }\n', '', PLAYBOOK)).toEqual([
      expect.stringMatching(/dataPlanes\[0\]: no network is measured with ip-forwarder/),
      expect.stringMatching(/dataPlanes\[1\]: no network is measured with napi-macvlan/),
      expect.stringMatching(
        /networks\[0\]\.dataPlanes\[0\]: 'macvlan' is not one of the playbook's dataPlanes/,
      ),
    ]);
  });

  it('require unique names', async () => {
    expect(await withNetworks('  - { name: a }\n  - { name: b }\n  - { name: a }\n')).toEqual([
      `${line + 3}:13 networks[2].name: 'a' is already in the list, at [0]`,
    ]);
    expect(await withNetworks("  - { name: ' a' }\n  - { name: '' }\n")).toEqual([
      expect.stringMatching(/networks\[0\]\.name: expected a label/),
      expect.stringMatching(/networks\[1\]\.name: expected a label/),
    ]);
  });

  it('know the ways to use routers', async () => {
    expect(
      await withNetworks('  - { name: a, routers: { count: 2, traffic: in-trun } }\n'),
    ).toEqual([
      expect.stringMatching(
        /networks\[0\]\.routers\.traffic: unknown use of routers 'in-trun'.*in-turn/,
      ),
    ]);
    expect(await withNetworks('  - { name: a, trafic: {} }\n')).toEqual([
      expect.stringMatching(/networks\[0\]: unknown key 'trafic'/),
    ]);
  });

  it('limit the size of a run', async () => {
    const sizes = `frameSizes: [${Array.from({ length: 64 }, (_, index) => 64 + index).join(', ')}]\n`;
    const networks = Array.from({ length: 20 }, (_, index) => `  - { name: n${index} }\n`).join('');
    expect(await withNetworks(networks, sizes)).toEqual([
      expect.stringMatching(
        /procedures: 2 procedures under 2560 conditions \(data planes, networks, modifiers, frame sizes\) are 5120 results; a run has at most 5000/,
      ),
    ]);
  });
});
