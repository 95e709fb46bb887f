import { describe, expect, it } from 'vitest';
import { PLAYBOOK, problemsOf } from './examples.js';

/** On data planes without limits. */
const VIRTUAL = PLAYBOOK.replace('- ip-forwarder', '- macvlan');
const line = PLAYBOOK.split('\n').length;
const withRouters = (routers: string, rest = ''): Promise<readonly string[]> =>
  problemsOf(`${VIRTUAL}routers: ${routers}\n${rest}`);

describe('the rules of a playbook’s routers', () => {
  it('allow the routers of the paper', async () => {
    const four = 'ingressPorts: 3\n';
    expect(await withRouters('{ count: 32 }', four)).toEqual([]);
    expect(await withRouters('{ interfaces: 256, routes: 512 }')).toEqual([]);
    const pairs = 'ingressPorts: 2\negressPorts: 2\n';
    expect(await withRouters('{ count: 2, ports: own }', pairs)).toEqual([]);
    expect(await withRouters('{ count: 1000 }')).toEqual([]);
  });

  it('divide ports equally', async () => {
    expect(
      await withRouters('{ count: 2, ports: own }', 'ingressPorts: 3\negressPorts: 2\n'),
    ).toEqual([
      `${line}:29 routers.ports: 2 routers with ports of their own need a multiple of 2 ingressPorts, found 3`,
    ]);
  });

  it('limit interfaces to the number of addresses', async () => {
    expect(await withRouters('{ count: 1000, interfaces: 3 }')).toEqual([
      `${line}:37 routers.interfaces: 1000 routers with 3 interfaces on each of 2 ports need 6000 interfaces; there are addresses for 4096`,
    ]);
    expect(await withRouters('{ count: 1000 }', 'ingressPorts: 3\negressPorts: 2\n')).toEqual([
      expect.stringMatching(/routers.count: 1000 routers with 1 interface on each of 5 ports/),
    ]);
  });

  it('limit routes to the number of networks', async () => {
    expect(await withRouters('{ count: 2, routes: 2049 }')).toEqual([
      expect.stringMatching(
        /routers.routes: 2049 routes for each of 2 routers are 4098; the address block .* has room for 4096/,
      ),
    ]);
    const many = (ports: number): string =>
      `egressPorts: ${ports}\ntraffic: { destinations: many }\n`;
    expect(await problemsOf(`${PLAYBOOK}${many(16)}`)).toEqual([]);
    expect(await problemsOf(`${PLAYBOOK}${many(17)}`)).toEqual([
      expect.stringMatching(/traffic.destinations: 256 networks for each of 17 egress links/),
    ]);
  });

  it('require existing routers, each listed once, and one of them with a share', async () => {
    const of = (traffic: string) => withRouters(`{ count: 2, traffic: ${traffic} }`);
    expect(await of('[{ router: 1, share: 1 }]')).toEqual([]);
    expect(await of('[{ router: 0, share: 2 }, { router: 1, load: 999 pps }]')).toEqual([]);
    expect(await of('[{ router: 2, share: 1 }]')).toEqual([
      expect.stringMatching(
        /routers.traffic\[0\].router: there is no router 2: the last of 2 is 1/,
      ),
    ]);
    expect(await of('[{ router: 0, share: 1 }, { router: 0, share: 1 }]')).toEqual([
      expect.stringMatching(/routers.traffic\[1\].router: router 0 is already in the list/),
    ]);
    expect(await of('[{ router: 0, load: 1 kpps }]')).toEqual([
      expect.stringMatching(/routers.traffic: all routers have a fixed load/),
    ]);
  });

  it.each([
    ['{ count: 1001 }', /routers.count: expected at most 1000, found 1001/],
    ['{ count: 0 }', /routers.count: expected at least 1, found 0/],
    ['{ ports: mine }', /routers.ports: unknown use of ports 'mine'/],
    ['{ traffic: [{ router: 0 }] }', /routers.traffic\[0\]: expected either a share .* or a load/],
    [
      '{ traffic: [{ router: 0, share: 1, load: 1 kpps }] }',
      /routers.traffic\[0\]: expected either a share .* or a load/,
    ],
    ['{ traffic: [{ router: 0, share: 0 }] }', /routers.traffic\[0\].share/],
  ])('refuse %s, saying what may be there', async (routers, problem) => {
    expect(await withRouters(routers)).toEqual([expect.stringMatching(problem)]);
  });
});
