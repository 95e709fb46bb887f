import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../../src/host/host.js';
import { inNamespace } from '../../src/model/command.js';
import { ipBatch } from '../../src/linux/ip-batch.js';
import { dataPlaneOf } from '../../src/provision/dataplane/index.js';
import { dutSteps, generatorSteps, sinkSteps } from '../../src/provision/machine-setup.js';
import { provision } from '../../src/provision/provision.js';
import { cable, openSandbox, sandboxProblem, TOPOLOGY } from './sandbox.js';

const skipped = (await sandboxProblem()) !== undefined;
const FRAMES = 25;
const LOST = 5;

const SEND = `const socket = require('node:dgram').createSocket('udp4');
const [frames, ttl] = process.argv.slice(1).map(Number);
socket.bind(() => {
  socket.setTTL(ttl);
  let left = frames;
  for (let sent = 0; sent < frames; sent += 1) {
    socket.send('x'.repeat(18), 9, '198.19.1.2', () => { if ((left -= 1) === 0) socket.close(); });
  }
});`;

/** Sends frames from generator port 0 to the sink, by an ordinary socket in place of pktgen. */
const send = async (host: Host, frames: number, ttl: number): Promise<void> => {
  await host.run(inNamespace('gen', [process.execPath, '-e', SEND, String(frames), String(ttl)]));
};

const stats = async (host: Host, device: string, namespace?: string) => {
  const argv = inNamespace(namespace, [
    'cat',
    ...['rx_packets', 'tx_packets'].map((name) => `/sys/class/net/${device}/statistics/${name}`),
  ]);
  const [rx = NaN, tx = NaN] = (await host.run(argv)).stdout.split('\n').map(Number);
  return { rx, tx };
};

/** The numbers of /proc/net/snmp and netstat by prefixed name. */
const snmp = async (host: Host, namespace?: string): Promise<Map<string, number>> => {
  const argv = inNamespace(namespace, ['cat', '/proc/net/snmp', '/proc/net/netstat']);
  const lines = (await host.run(argv)).stdout.split('\n').map((line) => line.split(' '));
  const pairs = lines.flatMap(([prefix = '', ...names], row): [string, number][] =>
    row % 2 === 1
      ? []
      : names.map((name, column) => [
          `${prefix.replace(':', '.')}${name}`,
          Number(lines[row + 1]?.[column + 1]),
        ]),
  );
  return new Map(pairs);
};

describe.skipIf(skipped).each(['ip-forwarder', 'macvlan'] as const)('%s', (name) => {
  const plane = dataPlaneOf(name);

  it('carries frames to a sink that stays silent', { timeout: 60_000 }, async () => {
    await using host = await openSandbox();
    await cable(host, TOPOLOGY);
    const steps = [
      ...generatorSteps(TOPOLOGY, { namespace: 'gen' }),
      ...sinkSteps(TOPOLOGY, { namespace: 'sink' }),
      ...dutSteps(TOPOLOGY),
      ...plane.steps(TOPOLOGY),
    ];
    await provision(host, steps, { runId: 'run-1' });
    const mac = plane.destination(TOPOLOGY, 0);
    const source = ipBatch(
      [
        ['address', 'add', '198.18.1.2/24', 'dev', 'gen0'],
        ['neigh', 'add', '198.18.1.1', 'lladdr', mac, 'dev', 'gen0', 'nud', 'permanent'],
        ['route', 'add', '198.19.0.0/16', 'via', '198.18.1.1'],
      ],
      { namespace: 'gen' },
    );
    await host.run(source.argv, { stdin: source.stdin ?? '' });

    await send(host, FRAMES, 64);
    await vi.waitFor(async () => {
      expect(await stats(host, 'sink0', 'sink')).toEqual({ rx: FRAMES, tx: 0 });
    });
    expect(await stats(host, 'gen0', 'gen')).toEqual({ rx: 0, tx: FRAMES });

    // A frame whose time to live is over is lost in IP, and nowhere else.
    const counters = plane
      .checkpoints(TOPOLOGY)
      .find(({ location }) => location === 'ip')?.counters;
    const ofIp = (counters ?? []).flatMap((one) => (one.source === 'snmp' ? [one] : []));
    expect(ofIp.length).toBeGreaterThan(0);
    const lost = async (): Promise<number[]> => {
      const values = await snmp(host, ofIp[0]?.namespace);
      return ofIp.map(({ field }) => values.get(field) ?? NaN);
    };
    const before = await lost();
    await send(host, LOST, 1);
    await vi.waitFor(async () => {
      const after = await lost();
      const sum = after.reduce((total, value, index) => total + value - (before[index] ?? 0), 0);
      expect(sum).toBe(LOST);
    });
    expect(await stats(host, 'sink0', 'sink')).toEqual({ rx: FRAMES, tx: 0 });
  });
});
