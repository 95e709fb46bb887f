import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../../src/host/host.js';
import type { LockedHost } from '../../../../src/host/locked-host.js';
import type { Checkpoint } from '../../../../src/linux/counters/checkpoint.js';
import type { CounterSource } from '../../../../src/linux/counters/index.js';
import { UML } from '../../../../src/linux/guest/uml.js';
import { inNamespace } from '../../../../src/model/command.js';
import {
  DATA_PLANES,
  dataPlaneFacts,
  type DataPlaneName,
} from '../../../../src/model/data-plane.js';
import type { RouterPlan } from '../../../../src/model/network/routers.js';
import type { Topology } from '../../../../src/model/network/topology.js';
import { DESTINATIONS, PLAIN_TRAFFIC, PROTOCOLS } from '../../../../src/model/network/traffic.js';
import { sum } from '../../../../src/model/numbers/sum.js';
import type { LossLocation } from '../../../../src/model/trial.js';
import { dutSteps, testerSteps } from '../../../../src/provision/machine-setup.js';
import { provision } from '../../../../src/provision/provision.js';
import type { Step } from '../../../../src/provision/step.js';
import { teardown } from '../../../../src/provision/teardown.js';
import { readCounters } from '../../../../src/traffic/counters/read-counters.js';
import { planned } from '../../../provision/planned.js';
import { cable, openSandbox, sandboxProblem, snapshot, TOPOLOGY, topologyOf } from '../sandbox.js';
import { giveSource, send } from '../socket-frames.js';

const sandbox = await sandboxProblem();
const skipped = sandbox !== undefined;
const FRAMES = 25;
const LOST = 5;
/** A switch in user space reads its flows' counts twice a second. */
const COUNTED = { timeout: 10_000, interval: 100 };

const stats = async (host: Host, device: string, namespace?: string) => {
  const argv = inNamespace(namespace, [
    'cat',
    ...['rx_packets', 'tx_packets'].map((name) => `/sys/class/net/${device}/statistics/${name}`),
  ]);
  const [rx = NaN, tx = NaN] = (await host.run(argv)).stdout.split('\n').map(Number);
  return { rx, tx };
};

const sumOf = async (host: Host, counters: readonly CounterSource[]): Promise<number> =>
  sum(
    [...(await readCounters(host, counters)).values()].flatMap((value) =>
      typeof value === 'number' ? [value] : [...value.values()],
    ),
  );

/** Cables a sandbox and sets up what data planes have in common. @returns its steps */
const baseOn = async (host: LockedHost, topology: Topology): Promise<readonly Step[]> => {
  await cable(host, topology);
  const base = baseSteps(topology);
  await provision(host, base, { runId: 'run-1' });
  return base;
};

/** Without what the kernel counts for the whole machine, and not in a namespace such as the sandbox. */
const countedHere = (checkpoints: readonly Checkpoint[]): readonly Checkpoint[] =>
  checkpoints.filter(({ location }) => location !== 'backlog-queue' && location !== 'neighbour');

const isVirtualSwitch = ({ location }: Checkpoint): boolean => location === 'virtual-switch';

/** The Open vSwitch that CI installs. */
const withOpenvswitch = sandbox === undefined && existsSync('/usr/sbin/ovs-vswitchd');

/** What this computer lacks for a data plane; the lab has all of it. */
const lacking: Readonly<Partial<Record<DataPlaneName, string>>> = {
  'softnet-macvlan': 'a module of this project',
  'napi-macvlan': 'a module of this project',
  'direct-macvlan': 'a module of this project',
  openvswitch: 'a module of the kernel',
  'openvswitch-flows': 'a module of the kernel',
  ...(withOpenvswitch ? {} : { 'openvswitch-userspace': 'package openvswitch-switch' }),
  ...(existsSync(`/usr/bin/${UML}`) ? {} : { 'uml-guest': 'package user-mode-linux' }),
  'kvm-guest': 'the modules of an installed kernel',
  'sriov-vf': 'a NIC with virtual functions',
};
const testable = DATA_PLANES.filter((name) => lacking[name] === undefined);
const CASES = testable.flatMap((name) =>
  PROTOCOLS.flatMap((protocol) =>
    DESTINATIONS.map((destinations) => ({ name, protocol, destinations })),
  ),
);

/** Generator, DUT and sink as a run has them, before a data plane. */
const baseSteps = (topology: Topology): readonly Step[] => [
  ...testerSteps(topology.ingress, { namespace: 'gen' }, { sends: false }),
  ...testerSteps(topology.egress, { namespace: 'sink' }, { sends: false, receives: 'nic' }),
  ...dutSteps(topology),
];

/** What provisioning may change, but for the generator, which the tests give addresses and routes. */
const stateOf = async (host: Host): Promise<unknown> => {
  const { states, filters, forwarding } = await snapshot(host);
  return { states: states.filter(({ place }) => place !== 'gen'), filters, forwarding };
};

describe.skipIf(skipped).each(CASES)(
  '$name for $protocol and $destinations destination(s)',
  { timeout: 60_000 },
  ({ name, protocol, destinations }) => {
    const traffic = { ...PLAIN_TRAFFIC, protocol, destinations };
    const { plane, network, steps } = planned(name, traffic);

    it('carries frames to a sink that stays silent, and leaves nothing', async () => {
      await using host = await openSandbox();
      const base = await baseOn(host, TOPOLOGY);
      const before = await stateOf(host);
      await provision(host, steps, { runId: 'run-1' });
      const [stream = expect.fail()] = network.streams;
      await giveSource(host, stream, 100);

      const [destination = ''] = stream.destinations.hosts.slice(-1);
      await send(host, stream, destination, FRAMES, 64);
      await vi.waitFor(async () => {
        expect(await stats(host, 'sink0', 'sink')).toEqual({ rx: FRAMES, tx: 0 });
      });
      expect(await stats(host, 'gen0', 'gen')).toEqual({ rx: 0, tx: FRAMES });

      // A frame whose time to live is over is lost in the router, and nowhere else.
      const own = countedHere(plane.checkpoints(network));
      const flows = plane.stack.place === 'outside' && own.some(isVirtualSwitch);
      const router = flows ? 'virtual-switch' : 'ip';
      const ofRouter = own.filter(({ location }) => location === router);
      const lostAt = (places: typeof own) =>
        sumOf(
          host,
          places.flatMap(({ counters }) => counters),
        );
      expect(await lostAt(own)).toBe(0);
      await send(host, stream, destination, LOST, 1);
      await vi.waitFor(async () => {
        expect(await lostAt(ofRouter)).toBe(LOST);
      }, COUNTED);
      expect(await lostAt(own)).toBe(LOST);
      expect(await stats(host, 'sink0', 'sink')).toEqual({ rx: FRAMES, tx: 0 });

      await teardown(host, { ledgerMark: base.length });
      expect(await stateOf(host)).toEqual(before);
    });
  },
);

const WIRINGS: readonly {
  readonly wiring: string;
  readonly topology: Topology;
  readonly routers: RouterPlan;
}[] = [
  {
    wiring: 'a pair of ports each',
    topology: topologyOf(2, 2),
    routers: { count: 2, ports: 'own', interfaces: 1 },
  },
  {
    wiring: 'two interfaces each on the ports they share',
    topology: topologyOf(1, 1),
    routers: { count: 2, ports: 'shared', interfaces: 2 },
  },
];

const SEVERAL = testable
  .filter((name) => dataPlaneFacts(name).limits?.routers !== 1)
  .flatMap((name) =>
    WIRINGS.filter(
      ({ routers: { ports, count, interfaces } }) =>
        (ports === 'shared' ? count * interfaces : interfaces) <=
        (dataPlaneFacts(name).limits?.interfacesPerPort ?? Infinity),
    ).flatMap((wired) => PROTOCOLS.map((protocol) => ({ name, protocol, ...wired }))),
  );

describe.skipIf(skipped).each(SEVERAL)(
  'two routers of $name with $wiring, $protocol',
  { timeout: 60_000 },
  ({ name, protocol, topology, routers }) => {
    const { network, steps } = planned(name, { ...PLAIN_TRAFFIC, protocol }, topology, routers);

    it('get the frames that are for them, each once', async () => {
      await using host = await openSandbox();
      const base = await baseOn(host, topology);
      const before = await stateOf(host);
      await provision(host, steps, { runId: 'run-1' });
      for (const [index, stream] of network.streams.entries()) {
        await giveSource(host, stream, 100 + index);
        const [destination = ''] = stream.destinations.hosts;
        await send(host, stream, destination, FRAMES + index, 64);
      }
      const sent = network.streams.map((_, index) => FRAMES + index);
      const received = () =>
        Promise.all(
          topology.egress.map(async ({ peer }) => (await stats(host, peer.interface, 'sink')).rx),
        );
      await vi.waitFor(async () => {
        expect(sum(await received())).toBe(sum(sent));
      });
      for (const [index, { router, into, outOf }] of network.streams.entries()) {
        // Only its own devices tell what a router got.
        if (router.namespace === undefined) continue;
        const [entry, exit] = [
          await stats(host, into.interface.name, router.namespace),
          await stats(host, outOf.interface.name, router.namespace),
        ];
        expect(entry).toEqual({ rx: sent[index], tx: 0 });
        expect(exit).toEqual({ rx: 0, tx: sent[index] });
      }
      await teardown(host, { ledgerMark: base.length });
      expect(await stateOf(host)).toEqual(before);
    });
  },
);

describe.skipIf(skipped)('tc-redirect', { timeout: 60_000 }, () => {
  const { plane, network, steps } = planned('tc-redirect');
  const [stream = expect.fail()] = network.streams;
  const open = async (): Promise<Host> => {
    const host = await openSandbox();
    await cable(host, TOPOLOGY);
    await provision(host, [...baseSteps(TOPOLOGY), ...steps], { runId: 'run-1' });
    await giveSource(host, stream, 100);
    return host;
  };
  const losses = async (host: Host): Promise<Partial<Record<LossLocation, number>>> =>
    Object.fromEntries(
      await Promise.all(
        countedHere(plane.checkpoints(network)).map(
          async ({ location, counters }) => [location, await sumOf(host, counters)] as const,
        ),
      ),
    );

  it('locates the frames for a router that is down, once', async () => {
    await using host = await open();
    const { router, into, destinations } = stream;
    await host.in(router.namespace).run(['ip', 'link', 'set', 'dev', into.interface.name, 'down']);
    await send(host, stream, destinations.first, LOST, 64);
    await vi.waitFor(async () => {
      expect(await losses(host)).toEqual({ 'virtual-interface': LOST, ip: 0, 'egress-qdisc': 0 });
    });
  });

  it('locates what a port has no room for in its queueing discipline alone', async () => {
    await using host = await open();
    const tbf = ['root', 'tbf', 'rate', '8kbit', 'burst', '100', 'limit', '100'] as const;
    await host.run(['tc', 'qdisc', 'add', 'dev', stream.exit.dut.interface, ...tbf]);
    await send(host, stream, stream.destinations.first, FRAMES, 64);
    await vi.waitFor(async () => {
      const { tx } = await stats(host, stream.outOf.interface.name, stream.router.namespace);
      expect(tx).toBe(FRAMES);
    });
    const { 'egress-qdisc': dropped, ...others } = await losses(host);
    expect(dropped).toBeGreaterThan(0);
    expect(others).toEqual({ 'virtual-interface': 0, ip: 0 });
  });
});

describe('veth-bridge', () => {
  it('counts no loss at its pairs of veth, which repeat those of the backlog queue', () => {
    const { plane, network } = planned('veth-bridge');
    const counters = plane.checkpoints(network).flatMap((checkpoint) => checkpoint.counters);
    expect(counters.filter(({ source }) => source === 'link')).toEqual([]);
    expect(counters.filter(({ source }) => source === 'softnet')).toHaveLength(1);
  });
});

describe.skipIf(skipped || !withOpenvswitch)('openvswitch-userspace', { timeout: 60_000 }, () => {
  const { plane, network, steps } = planned('openvswitch-userspace');
  const [stream = expect.fail()] = network.streams;
  const signal = (host: Host, name: 'STOP' | 'CONT' | 'KILL') =>
    host.run(['sh', '-c', 'kill -s "$1" "$(cat /run/vrbench-ovs/vswitchd.pid)"', 'sh', name]);

  it('locates the frames that its socket has no room for, to the frame', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    await provision(host, [...baseSteps(TOPOLOGY), ...steps], { runId: 'run-1' });
    await giveSource(host, stream, 100);
    const [sockets = expect.fail()] = plane
      .checkpoints(network)
      .filter(({ location }) => location === 'packet-socket');
    await signal(host, 'STOP');
    await send(host, stream, stream.destinations.first, 1000, 64);
    const lost = await sumOf(host, sockets.counters);
    expect(lost).toBeGreaterThan(0);
    await signal(host, 'CONT');
    await vi.waitFor(async () => {
      expect((await stats(host, 'sink0', 'sink')).rx).toBe(1000 - lost);
    }, COUNTED);
    await teardown(host);
  });

  it('leaves nothing where it was killed', async () => {
    await using host = await openSandbox();
    const base = await baseOn(host, TOPOLOGY);
    const before = await stateOf(host);
    await provision(host, steps, { runId: 'run-1' });
    await signal(host, 'KILL');
    await teardown(host, { ledgerMark: base.length });
    expect(await stateOf(host)).toEqual(before);
    expect((await host.attempt(['ls', '/run/vrbench-ovs'])).exitCode).not.toBe(0);
  });

  it('names the port that it could not open, and leaves nothing', async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const before = await stateOf(host);
    await host.run(['ip', 'link', 'set', 'dev', 'dut2', 'name', 'other']);
    const [step = expect.fail()] = steps.filter(({ kind }) => kind === 'openvswitch');
    await expect(provision(host, [step], { runId: 'run-1' })).rejects.toThrow(
      /could not open network device dut2/,
    );
    await host.run(['ip', 'link', 'set', 'dev', 'other', 'name', 'dut2']);
    expect(await stateOf(host)).toEqual(before);
  });
});
