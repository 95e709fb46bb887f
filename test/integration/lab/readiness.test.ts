import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MachineEnded } from '../../../src/lab/machine.js';
import { awaitSsh } from '../../../src/lab/readiness.js';
import { chooseSockets } from '../../../src/lab/sockets.js';
import { planLab } from '../../../src/lab/plan.js';
import { smallLab } from '../../lab/small-lab.js';

const never = new AbortController().signal;

describe('awaitSsh', () => {
  let folder: string;
  let server: Server;
  let greetings: string[];

  const machine = (ended = never) => {
    const { port } = server.address() as AddressInfo;
    return { name: 'dut', pid: 1, sshPort: port, ended, release: () => undefined };
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vrbench-ready-'));
    greetings = [];
    server = createServer((socket) => {
      const greeting = greetings.shift();
      if (greeting === undefined) socket.destroy();
      else socket.end(greeting);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  it('is satisfied by the line of an sshd', async () => {
    greetings = ['SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u6\r\n'];
    await awaitSsh(machine(), folder, never);
    expect(greetings).toEqual([]);
  });

  it('asks again when the connection is closed, or somebody else answers', async () => {
    greetings = ['', '220 mail\r\n', 'SSH-2.0-OpenSSH_9.2p1\r\n'];
    await awaitSsh(machine(), folder, never);
    expect(greetings).toEqual([]);
  });

  it('gives up when the machine ends', async () => {
    await writeFile(join(folder, 'dut.serial.log'), 'Kernel panic\n');
    const ended = AbortSignal.abort(new MachineEnded('dut', '', 'Kernel panic\n'));
    await expect(awaitSsh(machine(ended), folder, never)).rejects.toThrow(/on dut: .*\nKernel/);
  });

  it('gives up when interrupted', async () => {
    const reason = new Error('stop');
    await expect(awaitSsh(machine(), folder, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('MachineEnded', () => {
  // What QEMU 7.2 says when a port it is given is in use.
  const CLASHES = [
    "qemu-system-x86_64: -netdev user,id=m,hostfwd=tcp:127.0.0.1:8022-:22: Could not set up host forwarding rule 'tcp:127.0.0.1:8022-:22'",
    "qemu-system-x86_64: -netdev dgram,id=a: can't bind ip=127.0.0.1 to socket: Address already in use",
  ];

  it.each(CLASHES)('knows a port that was taken: %s', (log) => {
    expect(new MachineEnded('dut', log, '').portTaken).toBe(true);
  });

  it('does not take other trouble for that', () => {
    const log = "qemu-system-x86_64: could not load kernel '/x': No such file or directory";
    expect(new MachineEnded('dut', log, '').portTaken).toBe(false);
  });
});

describe('chooseSockets', () => {
  it('finds a port for every machine and every end of a cable, no two the same', async () => {
    const { ssh, cable } = await chooseSockets(planLab(smallLab()));
    expect([...ssh.keys()]).toEqual(['ends', 'dut']);
    expect([...cable.keys()]).toEqual(['gen0', 'sink0', 'dut0', 'dut1']);
    expect(new Set(ssh.values()).size).toBe(2);
    expect(new Set(cable.values()).size).toBe(4);
    expect([...ssh.values(), ...cable.values()].every((port) => port > 0)).toBe(true);
  });
});
