import { describe, expect, it } from 'vitest';
import { loadPlaybook } from '../../../src/config/load.js';
import { lineRate, MINIMUM_FRAME } from '../../../src/model/frame.js';
import { cellsOf, placesOf, shapeOf, specOf } from '../../../src/session/run/cell.js';
import { withFile } from '../../config/examples.js';
import { LINK_SPEED } from '../simulated-run.js';

const PLAYBOOK = `name: networks
egressPorts: 2
ingressPorts: 2
dataPlanes: [ip-forwarder, napi-macvlan]
networks:
  - name: plain
  - { name: turns, dataPlanes: [napi-macvlan], routers: { count: 2, ports: own, traffic: in-turn } }
modifiers: [none, filters-1]
trial: { duration: 1 s }
procedures:
  - { test: throughput, minimumLoad: 1 kpps, resolution: 1 % }
`;

describe('the cells of a playbook', () => {
  it('are ordered by data plane, then by network', async () => {
    const { playbook } = await withFile(PLAYBOOK, loadPlaybook);
    expect(
      placesOf(playbook).map(({ dataPlane, network, modifier }) => [dataPlane, network, modifier]),
    ).toEqual([
      ['ip-forwarder', 'plain', 'none'],
      ['ip-forwarder', 'plain', 'filters-1'],
      ['napi-macvlan', 'plain', 'none'],
      ['napi-macvlan', 'plain', 'filters-1'],
      ['napi-macvlan', 'turns', 'none'],
      ['napi-macvlan', 'turns', 'filters-1'],
    ]);
    expect(cellsOf(playbook)).toHaveLength(6);
  });

  it('have the loads of their network’s ports, and its routers are measured in turn', async () => {
    const { playbook } = await withFile(PLAYBOOK, loadPlaybook);
    const cells = cellsOf(playbook);
    const run = { playbook, linkSpeed: LINK_SPEED };
    const rate = lineRate(MINIMUM_FRAME, LINK_SPEED);
    const maxima = cells.map((cell) => {
      const spec = specOf(run, cell);
      return spec.test === 'throughput' ? spec.maximumLoad : undefined;
    });
    expect(maxima).toEqual([2, 2, 2, 2, 1, 1].map((ports) => ports * rate));
    expect(cells.map((cell) => shapeOf(run, cell).routersInTurn)).toEqual([
      ...Array.from({ length: 4 }, () => undefined),
      2,
      2,
    ]);
  });
});
