import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SshConnection } from '../../../../../src/config/testbed/testbed-file.js';
import { openHost } from '../../../../../src/host/open.js';
import type { Host } from '../../../../../src/host/host.js';
import { PreconditionFailure } from '../../../../../src/model/failure.js';
import { seconds } from '../../../../../src/model/units.js';
import { sshdProblem, startSshd, type SshdMachine } from '../../sshd.js';

vi.setConfig({ testTimeout: 60_000 });

const skipped = (await sshdProblem()) !== undefined;

/** An agent that accepts connections and never answers. */
const silentAgent = async (path: string) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.resume();
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    open: () => sockets.size,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const open = async (
  machine: SshdMachine,
  config: string,
  settings: Partial<SshConnection> = {},
): Promise<Host> => {
  const configFile = await machine.folder.file('config', `${config}\n`);
  const connection = { ...machine.connection, ...settings };
  return openHost('dut', connection, { configFile, connectTimeout: seconds(20) });
};

describe.skipIf(skipped)('an ssh agent that never answers', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is named where there is no other key, and nothing waits for it any more', async () => {
    await using machine = await startSshd();
    const socket = machine.folder.path('agent');
    await using agent = await silentAgent(socket);
    vi.stubEnv('SSH_AUTH_SOCK', socket);
    const opening = open(machine, 'IdentityFile none', { identityFile: undefined });
    await expect(opening).rejects.toBeInstanceOf(PreconditionFailure);
    await expect(opening).rejects.toThrow(`the ssh agent at ${socket} did not answer within 5 s`);
    await expect(opening).rejects.toThrow(`SSH_AUTH_SOCK=${socket} ssh-add -l`);
    await vi.waitFor(() => {
      expect(agent.open()).toBe(0);
    });
    expect(machine.connections()).toBe(0);
  });

  it('does not keep a private key from being used', async () => {
    await using machine = await startSshd();
    const socket = machine.folder.path('agent');
    await using agent = await silentAgent(socket);
    await using host = await open(machine, `IdentityAgent ${socket}`);
    expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
    await vi.waitFor(() => {
      expect(agent.open()).toBe(0);
    });
  });
});
