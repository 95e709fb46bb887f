import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import type { Proxy, SshTarget } from './config.js';

/** A program that carries a connection. */
export interface Carrier {
  readonly stream: Duplex;
  /** Ends the program. @returns what it had to complain about */
  end(): Promise<string>;
}

/**
 * The program that carries a connection. Jumps are left to `ssh -W`, which resolves the jump
 * machine's own settings; its host key is verified without asking.
 */
export const carrierCommand = (
  proxy: Proxy,
  { host, port }: Pick<SshTarget, 'host' | 'port'>,
  configFile?: string,
): Argv => {
  if (proxy.kind === 'command') return ['sh', '-c', `exec ${proxy.command}`];
  const hops = proxy.hops.split(',');
  const last = hops.pop() ?? '';
  return [
    'ssh',
    ...(configFile === undefined ? [] : ['-F', configFile]),
    ...['-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes'],
    ...(hops.length === 0 ? [] : ['-J', hops.join(',')]),
    ...['-W', `[${host}]:${port}`],
    // A hop may name user and port only as a URI.
    last.startsWith('ssh://') ? last : `ssh://${last}`,
  ];
};

/** Starts the program that carries a connection. */
export const startCarrier = (
  proxy: Proxy,
  target: Pick<SshTarget, 'host' | 'port'>,
  configFile?: string,
): Carrier => {
  const [program, ...arguments_] = carrierCommand(proxy, target, configFile);
  const child = execa(program, arguments_, {
    buffer: { stdout: false },
    reject: false,
    // Away from the terminal: a ^C there is ours to handle, and undoing needs the connection.
    detached: true,
  });
  return {
    stream: child.duplex(),
    end: async () => {
      child.kill();
      return (await child).stderr;
    },
  };
};
