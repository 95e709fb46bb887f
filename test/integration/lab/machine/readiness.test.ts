import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MachineEnded } from '../../../../src/lab/machine/start.js';
import { awaitSsh } from '../../../../src/lab/machine/readiness.js';

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

  it('is satisfied by the identification of an sshd', async () => {
    greetings = ['SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u6\r\n'];
    await awaitSsh(machine(), folder, never);
    expect(greetings).toEqual([]);
  });

  it('retries when the connection is closed, or another server answers', async () => {
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
