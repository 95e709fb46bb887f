import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import { milliseconds, seconds } from '../../model/units.js';
import { quoteIfNeeded } from '../command/quote.js';
import { withTimeout } from '../command/timeout.js';
import { ipv6HopArguments } from './jump-host.js';
import { killGroup } from './local-program.js';
import type { Proxy, SshTarget } from './settings/target.js';

/** How a proxy ended. */
export interface ProxyEnd {
  /** Undefined if it ran until it was terminated. */
  readonly exitCode: number | undefined;
  /** The end of its standard error. */
  readonly stderr: string;
}

/** A running program that a connection goes through. */
export interface ProxyProcess {
  readonly stream: Duplex;
  /** Terminates the program and its children, unless it has exited by itself. */
  end(): Promise<ProxyEnd>;
}

/** The next machine after a jump host, whose address OpenSSH inserts. */
const NEXT = '[%h]:%p';

/** A command as a ProxyCommand, with its own tokens escaped. */
const asProxyCommand = (argv: Argv): string =>
  argv.map((word) => quoteIfNeeded(word === NEXT ? word : word.replaceAll('%', '%%'))).join(' ');

/** A hop may name user and port only as a URI. */
const asUri = (hop: string): string => (hop.startsWith('ssh://') ? hop : `ssh://${hop}`);

/** Through the last of some jump hosts, each reached through those before it. */
const throughHops = (hops: readonly string[], to: string, config: readonly string[]): Argv => {
  const earlier = hops.slice(0, -1);
  const last = hops.at(-1) ?? '';
  return [
    'ssh',
    ...config,
    ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
    ...(earlier.length === 0
      ? []
      : ['-o', `ProxyCommand=${asProxyCommand(throughHops(earlier, NEXT, config))}`]),
    ...['-W', to],
    ...(ipv6HopArguments(last) ?? [asUri(last)]),
  ];
};

/**
 * The command of a proxy. Jump hosts are handled by `ssh -W`, which resolves their
 * own settings; the host keys of all of them are verified without prompting, which `ssh -J` does for
 * the last one only.
 */
export const proxyCommand = (
  proxy: Proxy,
  { host, port }: Pick<SshTarget, 'host' | 'port'>,
  configFile?: string,
): Argv =>
  proxy.kind === 'command'
    ? ['sh', '-c', `exec ${proxy.command}`]
    : throughHops(
        proxy.hops.split(','),
        `[${host}]:${port}`,
        configFile === undefined ? [] : ['-F', configFile],
      );

/** How many characters of its standard error are kept. */
const KEPT = 8 * 1024;
/** A program whose input has ended exits by itself. */
const EXIT = milliseconds(500);
const TERMINATION = seconds(1);

/** Starts the program that a connection goes through. */
export const startProxy = (
  proxy: Proxy,
  target: Pick<SshTarget, 'host' | 'port'>,
  configFile?: string,
): ProxyProcess => {
  const [program, ...arguments_] = proxyCommand(proxy, target, configFile);
  const child = execa(program, arguments_, {
    buffer: false,
    reject: false,
    // Not in the terminal's process group: ^C is handled here, and the undo needs the connection.
    detached: true,
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-KEPT);
  });
  const stream = child.duplex();
  // Failures are detected from its exit.
  stream.on('error', () => undefined);
  return {
    stream,
    end: async () => {
      child.stdin.destroy();
      const first = await withTimeout(child, EXIT);
      if (first.state === 'done') return { exitCode: first.value.exitCode, stderr };
      killGroup(child.pid, 'SIGTERM');
      const second = await withTimeout(child, TERMINATION);
      killGroup(child.pid);
      // Processes that have left the group may hold them open.
      if (second.state !== 'done') {
        child.stdout.destroy();
        child.stderr.destroy();
      }
      return { exitCode: undefined, stderr };
    },
  };
};
