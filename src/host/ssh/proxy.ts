import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import { milliseconds, seconds } from '../../model/units.js';
import { quoteIfNeeded } from '../command/quote.js';
import { withTimeout } from '../command/timeout.js';
import { ipv6HopArguments } from './jump-host.js';
import { killGroup } from './local-program.js';
import type { Proxy, SshTarget } from './settings/target.js';

/** How a program that a connection went through has ended. */
export interface ProxyEnd {
  /** Undefined where it went on until it was ended. */
  readonly exitCode: number | undefined;
  /** The end of what it wrote there. */
  readonly stderr: string;
}

/** A running program that a connection goes through. */
export interface ProxyProcess {
  readonly stream: Duplex;
  /** Ends the program, and what it has started, unless it has exited by itself. */
  end(): Promise<ProxyEnd>;
}

/** How OpenSSH is to name the machine after a jump host: it puts in the address. */
const NEXT = '[%h]:%p';

/** A command for a ProxyCommand: its own tokens are not for the ssh that reads it. */
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
 * The program that a connection goes through. Jump hosts are left to `ssh -W`, which resolves their
 * own settings; the host keys of all of them are verified without prompting, which `ssh -J` asks of
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

/** In characters, of what it writes to its standard error. */
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
    // Not in the terminal's process group: ^C is handled here, and undoing needs the connection.
    detached: true,
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-KEPT);
  });
  const stream = child.duplex();
  // That it failed is known from how it has ended.
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
      // What has left the group may hold them open.
      if (second.state !== 'done') {
        child.stdout.destroy();
        child.stderr.destroy();
      }
      return { exitCode: undefined, stderr };
    },
  };
};
