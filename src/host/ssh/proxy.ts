import type { Duplex } from 'node:stream';
import { execa } from 'execa';
import type { Argv } from '../../model/command.js';
import type { Proxy, SshTarget } from './config.js';

/** A running program that a connection goes through. */
export interface ProxyProcess {
  readonly stream: Duplex;
  /** Ends the program. @returns its standard error */
  end(): Promise<string>;
}

/**
 * The program that a connection goes through. Jump hosts are left to `ssh -W`, which resolves their
 * own settings; their host keys are verified without prompting.
 */
export const proxyCommand = (
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

/** Starts the program that a connection goes through. */
export const startProxy = (
  proxy: Proxy,
  target: Pick<SshTarget, 'host' | 'port'>,
  configFile?: string,
): ProxyProcess => {
  const [program, ...arguments_] = proxyCommand(proxy, target, configFile);
  const child = execa(program, arguments_, {
    buffer: { stdout: false },
    reject: false,
    // Not in the terminal's process group: ^C is handled here, and undoing needs the connection.
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
