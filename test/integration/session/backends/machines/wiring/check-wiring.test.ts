import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../../../src/host/clock.js';
import type { LockedHost } from '../../../../../../src/host/locked-host.js';
import type { DataPlaneName } from '../../../../../../src/model/data-plane.js';
import type { Topology } from '../../../../../../src/model/network/topology.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../../../../src/model/network/traffic.js';
import { milliseconds, seconds } from '../../../../../../src/model/units.js';
import type { RouterPlan } from '../../../../../../src/model/network/routers.js';
import { dutSteps, testerSteps } from '../../../../../../src/provision/machine-setup.js';
import { provision } from '../../../../../../src/provision/provision.js';
import { awaitLinks } from '../../../../../../src/session/backends/machines/wiring/links.js';
import { withListeningPorts } from '../../../../../../src/session/backends/machines/wiring/listening-ports.js';
import { readTrialCounters } from '../../../../../../src/traffic/counters/read-counters.js';
import { FramesStopped } from '../../../../../../src/traffic/wiring/frames-stopped.js';
import { probeBy } from '../../../../../../src/traffic/wiring/probe.js';
import { allGetThrough, findStops, type Probe } from '../../../../../../src/traffic/wiring/stop.js';
import { portCounters, type TestPort } from '../../../../../../src/traffic/wiring/test-ports.js';
import { planned } from '../../../../../provision/planned.js';
import {
  cable,
  openSandbox,
  sandboxProblem,
  snapshot,
  topologyOf,
} from '../../../../provision/sandbox.js';
import { giveSource, send } from '../../../../provision/socket-frames.js';

const skipped = (await sandboxProblem()) !== undefined;
const PLACES = { generator: 'gen', dut: undefined, sink: 'sink' };
const STAGE = {
  runId: 'run-1',
  signal: new AbortController().signal,
  announce: () => undefined,
};

/** The ports of a topology, all of them on one machine. */
const portsOf = ({ ingress, egress }: Topology): readonly TestPort[] => {
  const place = (role: TestPort['role']) => ({ role, machine: 'dut', namespace: PLACES[role] });
  return [
    ...ingress.flatMap(({ dut, peer }) => [
      { ...peer, ...place('generator') },
      { ...dut, ...place('dut') },
    ]),
    ...egress.flatMap(({ dut, peer }) => [
      { ...dut, ...place('dut') },
      { ...peer, ...place('sink') },
    ]),
  ];
};

/** The same ports with the cables of two of the generator's, or of the sink's, exchanged. */
const crossed = (topology: Topology, side: keyof Topology): Topology => {
  const [one, other, ...more] = topology[side];
  if (one === undefined || other === undefined) throw new Error('nothing to exchange');
  const exchanged = [{ ...one, peer: other.peer }, { ...other, peer: one.peer }, ...more];
  return { ...topology, [side]: exchanged };
};

interface Site extends AsyncDisposable {
  readonly host: LockedHost;
  readonly probe: Probe;
  readonly ports: readonly TestPort[];
  readonly network: ReturnType<typeof planned>['network'];
}

/** What the testbed says, and what it leaves out. */
interface Wired {
  readonly believed: Topology;
  /** Default: as believed. */
  readonly cables?: Topology;
  readonly traffic?: Partial<Traffic>;
  readonly routers?: RouterPlan;
  /** Default: the ports of the cables. */
  readonly ports?: readonly TestPort[];
}

/** A data plane on a machine, with the roles' ports in namespaces; ordinary sockets send. */
const openSite = async (
  name: DataPlaneName,
  { believed, cables = believed, traffic, routers, ports = portsOf(cables) }: Wired,
): Promise<Site> => {
  const both = { ...PLAIN_TRAFFIC, ...traffic };
  const { network, steps } = planned(name, both, believed, routers);
  const host = await openSandbox();
  await cable(host, cables);
  const base = [
    ...testerSteps(believed.ingress, { namespace: 'gen' }, { sends: false, receives: 'nic' }),
    ...testerSteps(believed.egress, { namespace: 'sink' }, { sends: false, receives: 'nic' }),
    ...dutSteps(believed),
  ];
  await provision(host, [...base, ...steps], { runId: STAGE.runId });
  for (const [index, stream] of network.streams.entries()) {
    await giveSource(host, stream, 100 + index);
  }
  const hosts = { generator: host, dut: host, sink: host };
  const counters = portCounters(ports);
  const probe = probeBy({
    ports,
    clock: systemClock,
    timeout: milliseconds(500),
    read: () => readTrialCounters({ hosts, readUdpSockets: () => Promise.resolve('') }, counters),
    send: async (probes) => {
      for (const { stream, frames } of probes) {
        await send(host, stream, stream.destinations.first, frames, 64);
      }
    },
  });
  return { host, probe, ports, network, [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
};

/** Where frames stop, as the run would say it. */
const saidOf = async ({ host, probe, ports, network }: Site): Promise<string[]> => {
  const machines = { byRole: { generator: host, dut: host, sink: host } };
  const stops = await withListeningPorts(machines, ports, network.topology, STAGE, () =>
    findStops(network.streams, probe),
  );
  const { facts, kind } = new FramesStopped('ip-forwarder', stops, ports);
  expect(kind).toBe('precondition');
  return [...facts.got.split('\n'), ...(facts.remedy ?? '').split('\n')];
};

const OWN: RouterPlan = { count: 2, ports: 'own', interfaces: 1 };
const SHARED: RouterPlan = { count: 2, ports: 'shared', interfaces: 2 };

describe.skipIf(skipped)('cables as the testbed says', { timeout: 60_000 }, () => {
  it.each<[DataPlaneName, Partial<Traffic>, Topology, RouterPlan | undefined]>([
    ['ip-forwarder', {}, topologyOf(2, 1), undefined],
    ['ip-forwarder', { protocol: 'ipv6', direction: 'bidirectional' }, topologyOf(2, 2), undefined],
    ['macvlan', { direction: 'bidirectional' }, topologyOf(2, 2), OWN],
    ['macvlan', {}, topologyOf(1, 1), SHARED],
    ['tc-redirect', { destinations: 'many' }, topologyOf(2, 2), OWN],
    ['tc-redirect', { protocol: 'ipv6' }, topologyOf(1, 1), undefined],
    ['veth-bridge', { protocol: 'ipv6' }, topologyOf(2, 1), undefined],
    ['veth-bridge', {}, topologyOf(2, 2), OWN],
  ])('let frames of every stream through %s, %j', async (name, traffic, believed, routers) => {
    await using site = await openSite(name, { believed, traffic, ...(routers && { routers }) });
    expect(await allGetThrough(site.network.streams, site.probe)).toBe(true);
  });
});

describe.skipIf(skipped)('cables that are not', { timeout: 60_000 }, () => {
  it('exchanged at the generator', async () => {
    const believed = topologyOf(2, 1);
    const cables = crossed(believed, 'ingress');
    await using site = await openSite('ip-forwarder', { believed, cables });
    expect(await allGetThrough(site.network.streams, site.probe)).toBe(false);
    const before = await snapshot(site.host);
    expect(await saidOf(site)).toEqual([
      'stream r0:gen0>sink0: port gen0 (gen0 in namespace gen of dut) sent 10 of 10, but port dut0 (dut0 of dut) received 0 of 10; port dut1 (dut1 of dut) received 10 of 10',
      'stream r0:gen1>sink0: port gen1 (gen1 in namespace gen of dut) sent 10 of 10, but port dut1 (dut1 of dut) received 0 of 10; port dut0 (dut0 of dut) received 10 of 10',
      "gen0 is connected to dut1: move the cable to dut0, or correct the testbed's links",
      "  or: gen1 is connected to dut0: move the cable to dut1, or correct the testbed's links",
    ]);
    expect(await snapshot(site.host)).toEqual(before);
  });

  it.each<[DataPlaneName, Partial<Traffic>]>([
    ['macvlan', { direction: 'bidirectional' }],
    ['tc-redirect', {}],
    ['veth-bridge', { protocol: 'ipv6' }],
  ])('exchanged at the generator, before %s, %j', async (name, traffic) => {
    const believed = topologyOf(2, 1);
    const cables = crossed(believed, 'ingress');
    await using site = await openSite(name, { believed, cables, traffic });
    const [first] = await saidOf(site);
    expect(first).toMatch(/^stream r0:gen0>sink0: .*; port dut1 .* received 10 of 10$/);
  });

  it('that end at a port which the playbook does not use', async () => {
    const cables = crossed(topologyOf(1, 2), 'egress');
    const [, second = expect.fail()] = topologyOf(1, 2).egress;
    const believed = { ...cables, egress: [second] };
    await using site = await openSite('ip-forwarder', { believed, cables });
    const [first] = await saidOf(site);
    expect(first).toMatch(
      /^stream r0:gen0>sink1: port dut2 .* sent 10 of 10, but port sink1 .* received 0 of 10; port sink0 .* received 10 of 10$/,
    );
  });

  it('exchanged at the sink, where each port receives as many frames as it should', async () => {
    const believed = topologyOf(2, 2);
    const cables = crossed(believed, 'egress');
    await using site = await openSite('macvlan', { believed, cables, routers: OWN });
    expect(await allGetThrough(site.network.streams, site.probe)).toBe(false);
    const [first, second] = await saidOf(site);
    expect(first).toMatch(
      /^stream r0:gen0>sink0: port dut2 .* sent 10 of 10, but port sink0 .* received 0 of 10; port sink1 .* received 10 of 10$/,
    );
    expect(second).toMatch(/^stream r1:gen1>sink1: .*; port sink0 .* received 10 of 10$/);
  });

  it('are none of ours where the DUT forwards nothing', async () => {
    await using site = await openSite('ip-forwarder', { believed: topologyOf(1, 1) });
    await site.host.run(['sh', '-c', 'echo 0 >/proc/sys/net/ipv4/conf/dut0/forwarding']);
    expect(await allGetThrough(site.network.streams, site.probe)).toBe(false);
    expect(await saidOf(site)).toEqual([
      'stream r0:gen0>sink0: port dut0 (dut0 of dut) received 10 of 10, but port dut1 (dut1 of dut) sent 0 of 10; no other test port sent them',
      'find out why the DUT does not forward them: nft list ruleset, ip route, tc filter show, dmesg',
    ]);
  });
});

describe.skipIf(skipped)('awaitLinks', { timeout: 60_000 }, () => {
  it('names the ports without carrier, and no other', async () => {
    const believed = topologyOf(2, 1);
    const [first = expect.fail()] = believed.ingress;
    await using site = await openSite('ip-forwarder', { believed });
    const { host } = site;
    const machines = { byRole: { generator: host, dut: host, sink: host } };
    const role = { machine: 'all', ports: [] };
    const roles = {
      generator: { ...role, namespace: 'gen' },
      dut: { ...role, kernelSource: { type: 'distribution' as const } },
      sink: { ...role, namespace: 'sink', counting: 'nic' as const },
    };
    const links = () => awaitLinks(machines, roles, believed, undefined, seconds(1));
    await links();
    await host.in('gen').run(['ip', 'link', 'set', 'dev', first.peer.interface, 'down']);
    const failed = links();
    await expect(failed).rejects.toMatchObject({ kind: 'precondition' });
    await expect(failed).rejects.toThrow(
      'no carrier after 1 s: port gen0 (gen0 of all), port dut0 (dut0 of all)\n',
    );
  });
});
