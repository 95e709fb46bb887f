import { once } from 'node:events';
import { NodeSSH, type Config } from 'node-ssh';
import { seconds } from '../../model/units.js';
import { withTimeout } from '../command/timeout.js';
import { startProxy, type ProxyEnd, type ProxyProcess } from './proxy.js';
import type { SshTarget } from './settings/target.js';

/** An established connection. */
export interface SshLink extends AsyncDisposable {
  readonly ssh: NodeSSH;
  /** Why it was lost, once it has been and if that is known. */
  error(): Error | undefined;
}

/** A failed attempt. */
export class AttemptFailed extends Error {
  /** How its proxy ended. */
  readonly proxy: ProxyEnd | undefined;
  /** The machine's last banner; empty if it sent none. */
  readonly banner: string;

  constructor(cause: unknown, proxy: ProxyEnd | undefined, banner: string) {
    super('no connection', { cause });
    this.proxy = proxy;
    this.banner = banner;
  }
}

const close = async (ssh: NodeSSH, proxy: ProxyProcess | undefined): Promise<void> => {
  const { connection } = ssh;
  if (connection !== null) {
    const closed = once(connection, 'close');
    connection.end();
    await withTimeout(closed, seconds(2)).catch(() => undefined);
    connection.destroy();
  }
  await proxy?.end();
};

/**
 * One attempt to connect.
 * @param signal aborts the attempt, but not an established connection
 * @throws AttemptFailed with the SSH library's error; nothing is left open
 */
export const attempt = async (
  target: Pick<SshTarget, 'host' | 'port' | 'proxy'>,
  config: Config,
  configFile: string | undefined,
  signal: AbortSignal,
): Promise<SshLink> => {
  const proxy = target.proxy && startProxy(target.proxy, target, configFile);
  const ssh = new NodeSSH();
  let failure: Error | undefined;
  const connecting = ssh.connect(proxy === undefined ? config : { ...config, sock: proxy.stream });
  const { connection } = ssh;
  // node-ssh removes its listener once connected; an error without a listener ends the process.
  connection?.on('error', (error: Error) => (failure ??= error));
  let banner = '';
  connection?.on('banner', (text: string) => (banner = text.trim()));
  // One listener per channel.
  connection?.setMaxListeners(32);
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      connection?.destroy();
      reject(new Error('ended'));
    };
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    // The SSH library reports nothing if it is destroyed during a name lookup.
    await Promise.race([connecting, stopped]);
    // A command is a few small packets; Nagle's algorithm holds one back by 40 ms.
    connection?.setNoDelay(true);
    return { ssh, error: () => failure, [Symbol.asyncDispose]: () => close(ssh, proxy) };
  } catch (error) {
    connection?.destroy();
    connecting.catch(() => undefined);
    throw new AttemptFailed(error, await proxy?.end(), banner);
  } finally {
    // From here on the signal must not close the connection: an interrupted run is undone over it.
    signal.removeEventListener('abort', stop);
    stopped.catch(() => undefined);
  }
};
