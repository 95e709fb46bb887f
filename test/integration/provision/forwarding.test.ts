import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../src/host/host.js';
import { inNamespace } from '../../../src/model/command.js';
import { ipBatch } from '../../../src/linux/ip/batch.js';
import { writeSysctls } from '../../../src/linux/kernel/sysctl.js';
import type { MacAddress } from '../../../src/model/network/mac.js';
import { readCounters } from '../../../src/traffic/counters/read-counters.js';
import { dataPlaneOf } from '../../../src/provision/dataplane/index.js';
import { dutSteps, testerSteps } from '../../../src/provision/machine-setup.js';
import { streamsOf } from '../../../src/model/network/stream.js';
import { PLAIN_TRAFFIC, type Traffic } from '../../../src/model/network/traffic.js';
import { provision } from '../../../src/provision/provision.js';
import { cable, openSandbox, sandboxProblem, TOPOLOGY } from './sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const FRAMES = 25;
const LOST = 5;

const SEND = `const [kind, to, ...numbers] = process.argv.slice(1);
const socket = require('node:dgram').createSocket(kind);
const [frames, ttl] = numbers.map(Number);
socket.bind(() => {
  socket.setTTL(ttl);
  let left = frames;
  for (let sent = 0; sent < frames; sent += 1) {
    socket.send('x'.repeat(18), 9, to, () => { if ((left -= 1) === 0) socket.close(); });
  }
});`;

/** Sends frames from generator port 0 to the sink, by an ordinary socket in place of pktgen. */
const send = async (host: Host, to: string, frames: number, ttl: number): Promise<void> => {
  const kind = to.includes(':') ? 'udp6' : 'udp4';
  const numbers = [frames, ttl].map(String);
  await host.run(inNamespace('gen', [process.execPath, '-e', SEND, kind, to, ...numbers]));
};

/** Lets ordinary sockets send from generator port 0, and nothing else: its address is not the port's. */
const giveSource = async (host: Host, traffic: Traffic, mac: MacAddress): Promise<void> => {
  const [{ source } = expect.fail()] = streamsOf(TOPOLOGY, traffic);
  const [router, everywhere, length] =
    traffic.protocol === 'ipv6'
      ? (['2001:2:0:101::1', '::/0', 128] as const)
      : (['198.18.1.1', '0.0.0.0/0', 32] as const);
  await host.run(
    inNamespace('gen', ['sh', '-c', 'echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6']),
  );
  const commands = [
    ipBatch(
      [
        ['link', 'set', 'dev', 'gen0', 'multicast', 'off'],
        ['link', 'set', 'dev', 'lo', 'up'],
        ['address', 'add', `${source}/${length}`, 'dev', 'lo'],
      ],
      { namespace: 'gen' },
    ),
    writeSysctls({
      'net/ipv6/conf/gen0/addr_gen_mode': '1',
      'net/ipv6/conf/gen0/disable_ipv6': '0',
    }),
    ipBatch(
      [
        ['neigh', 'add', router, 'lladdr', mac, 'dev', 'gen0', 'nud', 'permanent'],
        ['route', 'add', everywhere, 'via', router, 'dev', 'gen0', 'onlink'],
      ],
      { namespace: 'gen' },
    ),
  ];
  for (const { argv, stdin } of commands) {
    const inside = argv[0] === 'sh' ? inNamespace('gen', argv) : argv;
    await host.run(inside, { stdin: stdin ?? '' });
  }
};

const stats = async (host: Host, device: string, namespace?: string) => {
  const argv = inNamespace(namespace, [
    'cat',
    ...['rx_packets', 'tx_packets'].map((name) => `/sys/class/net/${device}/statistics/${name}`),
  ]);
  const [rx = NaN, tx = NaN] = (await host.run(argv)).stdout.split('\n').map(Number);
  return { rx, tx };
};

describe.skipIf(skipped).each([
  ['ip-forwarder', 'ipv4', 'one'],
  ['ip-forwarder', 'ipv6', 'many'],
  ['macvlan', 'ipv4', 'many'],
  ['macvlan', 'ipv6', 'one'],
] as const)('%s for %s and %s destination', (name, protocol, destinations) => {
  const plane = dataPlaneOf(name);
  const traffic = { ...PLAIN_TRAFFIC, protocol, destinations };

  it('carries frames to a sink that stays silent', { timeout: 60_000 }, async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const steps = [
      ...testerSteps(TOPOLOGY.ingress, { namespace: 'gen' }, { sends: false }),
      ...testerSteps(TOPOLOGY.egress, { namespace: 'sink' }, { sends: false, receives: 'nic' }),
      ...dutSteps(TOPOLOGY),
      ...plane.steps(TOPOLOGY, traffic),
    ];
    await provision(host, steps, { runId: 'run-1' });
    const [{ entry, destinations: targets } = expect.fail()] = streamsOf(TOPOLOGY, traffic);
    await giveSource(host, traffic, plane.destination(TOPOLOGY, entry));

    const [destination = ''] = targets.hosts.slice(-1);
    await send(host, destination, FRAMES, 64);
    await vi.waitFor(async () => {
      expect(await stats(host, 'sink0', 'sink')).toEqual({ rx: FRAMES, tx: 0 });
    });
    expect(await stats(host, 'gen0', 'gen')).toEqual({ rx: 0, tx: FRAMES });

    // A frame whose time to live is over is lost in IP, and nowhere else.
    const ofIp =
      plane.checkpoints(TOPOLOGY, traffic).find(({ location }) => location === 'ip')?.counters ??
      [];
    expect(ofIp.length).toBeGreaterThan(0);
    const lost = async (): Promise<number> =>
      [...(await readCounters(host, ofIp)).values()].reduce((sum, value) => sum + value, 0);
    const before = await lost();
    await send(host, destination, LOST, 1);
    await vi.waitFor(async () => {
      expect((await lost()) - before).toBe(LOST);
    });
    expect(await stats(host, 'sink0', 'sink')).toEqual({ rx: FRAMES, tx: 0 });
  });
});
