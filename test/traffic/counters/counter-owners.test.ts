import { describe, expect, it } from 'vitest';
import type { CounterSource } from '../../../src/linux/counters/index.js';
import { macAddress } from '../../../src/model/network/mac.js';
import { networkOf } from '../../../src/model/network/network.js';
import type { Attachment } from '../../../src/model/network/topology.js';
import { dataPlaneOf } from '../../../src/provision/dataplane/index.js';
import { counterRefKey } from '../../../src/traffic/counters/reading.js';
import { trialCounters } from '../../../src/traffic/counters/trial-counters.js';
import { NO_NAMESPACES, PLAIN_TRAFFIC } from '../testbed.js';

const port = (name: string) => ({
  ...{ name, interface: name, mac: macAddress('02:00:00:00:00:01') },
});
const cable = (dut: string, peer: string): Attachment => ({ dut: port(dut), peer: port(peer) });
const TWO_PAIRS = {
  ingress: [cable('dut0', 'gen0'), cable('dut1', 'gen1')],
  egress: [cable('dut2', 'sink0'), cable('dut3', 'sink1')],
};

/** The routers of the counters of losses, by counter. */
const ownersOn = (
  name: 'softnet-macvlan' | 'tc-redirect',
  ports: 'shared' | 'own',
  count = 2,
): ((counter: CounterSource) => number | undefined) => {
  const dataPlane = dataPlaneOf(name);
  const routers = { count, ports, interfaces: 1 };
  const network = networkOf(TWO_PAIRS, { traffic: PLAIN_TRAFFIC, routers }, dataPlane.stack);
  const { owners } = trialCounters({
    network,
    checkpoints: dataPlane.checkpoints(network),
    ringOverflow: {},
    roles: NO_NAMESPACES,
  });
  return (counter) => owners.get(counterRefKey({ at: 'dut', counter }));
};

const ring = (device: string): CounterSource => ({
  ...{ source: 'link', interface: device, field: 'rx_missed_errors' },
});
const qdisc = (device: string): CounterSource => ({
  ...{ source: 'qdisc', interface: device, field: 'drops' },
});
const received = (router: number): CounterSource => ({
  ...{ source: 'link', namespace: `vrbench-vr${router}`, interface: `vr${router}-p0` },
  field: 'rx_errors',
});
const discards = (router: number): CounterSource => ({
  ...{ source: 'snmp', namespace: `vrbench-vr${router}`, field: 'Ip.InDiscards' },
});

describe('the loss counters that count the frames of only one router', () => {
  it('are those of its namespace', () => {
    for (const ports of ['shared', 'own'] as const) {
      const owner = ownersOn('softnet-macvlan', ports);
      expect([0, 1].map((router) => owner(discards(router)))).toEqual([0, 1]);
      expect([0, 1].map((router) => owner(received(router)))).toEqual([0, 1]);
    }
  });

  it('are those of ports that no other router uses', () => {
    const owner = ownersOn('softnet-macvlan', 'own');
    expect(['dut0', 'dut1'].map(ring).map(owner)).toEqual([0, 1]);
    expect(['dut2', 'dut3'].map(qdisc).map(owner)).toEqual([0, 1]);
    const sharing = ownersOn('softnet-macvlan', 'shared');
    expect(['dut0', 'dut1'].map(ring).map(sharing)).toEqual([undefined, undefined]);
    expect(['dut2', 'dut3'].map(qdisc).map(sharing)).toEqual([undefined, undefined]);
  });

  it('are those of the outer end of its virtual interface, whose name does not show it', () => {
    const filter = (device: string): CounterSource => ({
      ...{ source: 'tc-filter', interface: device, field: 'drops' },
    });
    const sharing = ownersOn('tc-redirect', 'shared');
    expect(['vrbench0-p0', 'vrbench1-p0', 'dut0'].map(filter).map(sharing)).toEqual([
      ...[0, 1, undefined],
    ]);
    expect(ownersOn('tc-redirect', 'own')(filter('dut0'))).toBe(0);
  });

  it('are never those of the whole machine', () => {
    const owner = ownersOn('softnet-macvlan', 'own');
    expect(owner({ source: 'softnet', field: 'dropped' })).toBeUndefined();
    const neighbour = { source: 'neighbour', field: 'unresolved_discards' } as const;
    expect(owner(neighbour)).toBeUndefined();
    expect(owner({ ...neighbour, namespace: 'vrbench-vr0' })).toBeUndefined();
  });

  it('are empty for a single router, to which all belong', () => {
    expect(ownersOn('softnet-macvlan', 'own', 1)(discards(0))).toBeUndefined();
  });
});
