import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import ssh2, { type Connection, type ServerChannel, type Session } from 'ssh2';

/** An SSH server on 127.0.0.1 that really runs commands, as sshd does: each in a session of its own. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  /** Requests to authenticate, by the names of their methods. */
  readonly authentications: string[];
  /** Connections so far. */
  connections(): number;
  /** The most sessions open at once. */
  peakSessions(): number;
  /** Resets every TCP connection. */
  reset(): void;
  /** Stops responding without closing anything, as a machine that lost power. */
  freeze(): void;
}

export interface ServerOptions {
  /** Private host keys, as files. */
  readonly hostKeys: readonly string[];
  /** The file of the public key that may log in; none when absent. */
  readonly authorized?: string;
}

/** As OpenSSH's default. */
const MAX_SESSIONS = 10;

const runCommand = (command: string, channel: ServerChannel): void => {
  const child = spawn('/bin/sh', ['-c', command], { detached: true });
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  channel.pipe(child.stdin);
  // As sshd does when the connection breaks: the command continues, with its pipes closed.
  channel.once('close', () => {
    child.stdin.end();
    child.stdout.destroy();
    child.stderr.destroy();
  });
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.once('close', (code, signal) => {
    if (code === null) channel.exit((signal ?? 'SIGKILL').slice(3));
    else channel.exit(code);
    channel.end();
  });
};

/** Starts a server on a free port. */
export const startServer = async (options: ServerOptions): Promise<TestServer> => {
  const { hostKeys, authorized } = options;
  const authentications: string[] = [];
  let connections = 0;
  let sessions = 0;
  let peak = 0;

  const allowed =
    authorized === undefined ? undefined : ssh2.utils.parseKey(await readFile(authorized));
  if (allowed instanceof Error) throw allowed;

  const serveSession = (session: Session): void => {
    sessions += 1;
    peak = Math.max(peak, sessions);
    let open = true;
    const ended = (): void => {
      if (open) sessions -= 1;
      open = false;
    };
    session.once('close', ended);
    session.on('exec', (accept, _reject, { command }) => {
      const channel = accept();
      channel.once('close', ended);
      runCommand(command, channel);
    });
  };
  const serve = (client: Connection): void => {
    connections += 1;
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      authentications.push(context.method);
      if (context.method !== 'publickey' || allowed === undefined) {
        context.reject(['publickey']);
        return;
      }
      const key = allowed;
      const known = context.key.data.equals(key.getPublicSSH());
      const { signature, blob } = context;
      const signed =
        signature === undefined ||
        blob === undefined ||
        key.verify(blob, signature, context.hashAlgo);
      if (known && signed) context.accept();
      else context.reject(['publickey']);
    });
    client.on('session', (accept, reject) => {
      if (sessions >= MAX_SESSIONS) reject();
      else serveSession(accept());
    });
  };

  const keys = await Promise.all(hostKeys.map((file) => readFile(file)));
  const server = new ssh2.Server({ hostKeys: keys }, serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  // A relay in front, so that a test can break or silence the wire.
  const wires = new Set<readonly [Socket, Socket]>();
  const relay = createServer((near) => {
    const far = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const wire = [near, far] as const;
    wires.add(wire);
    for (const end of wire) {
      end.on('error', () => undefined);
      end.on('close', () => {
        wires.delete(wire);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));

  const reset = (): void => {
    for (const [near, far] of wires) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    port: (relay.address() as AddressInfo).port,
    authentications,
    connections: () => connections,
    peakSessions: () => peak,
    reset,
    freeze: () => {
      for (const [near, far] of wires) {
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.pause();
      }
    },
    [Symbol.asyncDispose]: async () => {
      reset();
      await new Promise((resolve) => relay.close(resolve));
      await new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
};
