import type { Host } from '../../../src/host/host.js';
import { ipBatch } from '../../../src/linux/ip/batch.js';
import { writeSysctls } from '../../../src/linux/kernel/sysctl.js';
import { inNamespace, type Command } from '../../../src/model/command.js';
import type { Stream, Tester } from '../../../src/model/network/stream.js';

/** The sandbox's namespaces of the roles that send. */
const NAMESPACES: Readonly<Record<Tester, string>> = { generator: 'gen', sink: 'sink' };

const SEND = `const [kind, to, source, ...numbers] = process.argv.slice(1);
const socket = require('node:dgram').createSocket(kind);
const [frames, ttl] = numbers.map(Number);
socket.bind(0, source, () => {
  socket.setTTL(ttl);
  let left = frames;
  for (let sent = 0; sent < frames; sent += 1) {
    socket.send('x'.repeat(18), 9, to, () => { if ((left -= 1) === 0) socket.close(); });
  }
});`;

/** Sends frames from a generator's port to the sink, by an ordinary socket in place of pktgen. */
export const send = async (host: Host, stream: Stream, to: string, frames: number, ttl: number) => {
  const kind = to.includes(':') ? 'udp6' : 'udp4';
  const numbers = [frames, ttl].map(String);
  const argv = [process.execPath, '-e', SEND, kind, to, stream.source, ...numbers] as const;
  await host.run(inNamespace(NAMESPACES[stream.sender], argv));
};

/** Lets ordinary sockets send a stream's frames from its port: its address is not the port's. */
export const giveSource = async (host: Host, stream: Stream, table: number): Promise<void> => {
  const { source, destinationMac, into } = stream;
  const { interface: port } = stream.entry.peer;
  const router = into.link.subnet.router.replace(/\/\d+$/, '');
  const namespace = NAMESPACES[stream.sender];
  const ipv6 = source.includes(':');
  const family = ipv6 ? ['-6'] : [];
  await host.run(
    inNamespace(namespace, ['sh', '-c', 'echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6']),
  );
  const commands: Command[] = [
    ipBatch(
      [
        ['link', 'set', 'dev', port, 'multicast', 'off'],
        ['link', 'set', 'dev', 'lo', 'up'],
        ['address', 'add', `${source}/${ipv6 ? 128 : 32}`, 'dev', 'lo'],
      ],
      { namespace },
    ),
    {
      ...writeSysctls({
        [`net/ipv6/conf/${port}/addr_gen_mode`]: '1',
        [`net/ipv6/conf/${port}/disable_ipv6`]: '0',
      }),
    },
    ipBatch([['neigh', 'add', router, 'lladdr', destinationMac, 'dev', port, 'nud', 'permanent']], {
      namespace,
    }),
  ];
  for (const { argv, stdin } of commands) {
    const inside = argv[0] === 'sh' ? inNamespace(NAMESPACES[stream.sender], argv) : argv;
    await host.run(inside, { stdin: stdin ?? '' });
  }
  // By their source, as several streams may be for the same network.
  const route = ['route', 'add', 'default', 'via', router, 'dev', port, 'onlink'];
  await host.run(['ip', ...family, '-n', namespace, ...route, 'table', `${table}`]);
  const rule = ['rule', 'add', 'from', source, 'table', `${table}`];
  await host.run(['ip', ...family, '-n', namespace, ...rule]);
};
