import { describe, expect, it } from 'vitest';
import { counterKey } from '../../../src/linux/counters/index.js';
import { DATA_PLANES, dataPlaneFacts } from '../../../src/model/data-plane.js';
import type { Topology } from '../../../src/model/network/topology.js';
import { dataPlaneOf } from '../../../src/provision/dataplane/index.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../src/model/network/traffic.js';
import { planned } from '../planned.js';
import { TOPOLOGY } from '../../integration/provision/sandbox.js';

/** Data planes whose routers have addresses, neighbours and routes in the kernel. */
const IN_IP_STACKS = DATA_PLANES.filter((name) => dataPlaneOf(name).stack.place !== 'outside');

const IPV6: Traffic = { ...PLAIN_TRAFFIC, protocol: 'ipv6' };

/** Standard input of all the commands a data plane's steps run. */
const scriptOf = (...asked: Parameters<typeof planned>): string =>
  planned(...asked)
    .steps.flatMap((step) => step.describe())
    .map(({ stdin }) => stdin ?? '')
    .join('');

describe.each(DATA_PLANES)('data plane %s', (name) => {
  const plane = dataPlaneOf(name);

  it('knows its name', () => {
    expect(plane.name).toBe(name);
  });

  it('declares routers outside the IP stack', () => {
    expect(dataPlaneFacts(name).outside !== undefined).toBe(plane.stack.place === 'outside');
  });

  it.each([PLAIN_TRAFFIC, IPV6])('counts every location once for %j', (traffic) => {
    const checkpoints = plane.checkpoints(planned(name, traffic).network);
    const keys = checkpoints.flatMap(({ counters }) => counters.map(counterKey));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(checkpoints.map(({ location }) => location)).size).toBe(checkpoints.length);
  });
});

describe.each(IN_IP_STACKS)('data plane %s, in an IP stack', (name) => {
  it('enters both ends of every link as neighbours', () => {
    const script = scriptOf(name);
    expect(script).toMatch(
      /^neigh replace 198\.18\.1\.2 lladdr 02:00:00:00:02:00 dev \S+ nud perm/m,
    );
    expect(script).toMatch(
      /^neigh replace 198\.18\.2\.2 lladdr 02:00:00:00:02:01 dev \S+ nud perm/m,
    );
    expect(script).toMatch(
      /^neigh replace 198\.19\.1\.2 lladdr 02:00:00:00:02:02 dev \S+ nud perm/m,
    );
  });

  it('has no announced address in IPv6 networks', () => {
    const script = scriptOf(name, IPV6);
    expect(script).toMatch(/^route add 2001:2:0:101::\/64 dev \S+$/m);
    expect(script).toMatch(/^route add 2001:2:0:201::\/64 dev \S+$/m);
    expect(script).toMatch(
      /^neigh replace 2001:2:0:201::2 lladdr 02:00:00:00:02:02 dev \S+ nud perm/m,
    );
    expect(script).not.toMatch(/^address add/m);
    const silent = script.indexOf(' multicast off');
    expect(silent).toBeGreaterThan(0);
    expect(script.indexOf('net/ipv6/conf/all/forwarding 1')).toBeGreaterThan(silent);
  });

  it('gives a port that is ingress and egress both addresses, on one interface', () => {
    const both: Topology = {
      ingress: TOPOLOGY.ingress,
      egress: [...TOPOLOGY.ingress].reverse(),
    };
    const script = scriptOf(name, PLAIN_TRAFFIC, both);
    const devices = [...script.matchAll(/^address add (\S+) dev (\S+)$/gm)].map(
      ([, address, device]) => `${device} ${address}`,
    );
    expect(new Set(devices.map((line) => line.split(' ')[0])).size).toBe(2);
    expect(devices.map((line) => line.split(' ')[1])).toEqual([
      ...['198.18.1.1/24', '198.19.2.1/24', '198.18.2.1/24', '198.19.1.1/24'],
    ]);
  });
});

describe('link kinds', () => {
  it.each([
    ['macvlan', / type macvlan mode private$/m],
    ['softnet-macvlan', / type softnet_macvlan$/m],
    ['napi-macvlan', / type napi_macvlan$/m],
  ] as const)('of %s are as ip takes them', (name, form) => {
    expect(scriptOf(name)).toMatch(form);
  });
});
