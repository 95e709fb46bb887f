import { homedir, userInfo } from 'node:os';
import { execa } from 'execa';
import type { SshConnection } from '../../config/testbed/testbed-file.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';

/** How another program carries the connection. */
export type Proxy =
  /** Machines to jump over, the last one nearest to the target, as `ssh -J` takes them. */
  | { readonly kind: 'jump'; readonly hops: string }
  /** A command of the user's own, for their shell; its % tokens are filled in. */
  | { readonly kind: 'command'; readonly command: string };

/** All that is needed to reach a machine over SSH. */
export interface SshTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private keys to try. */
  readonly identityFiles: readonly string[];
  /** Whether a private key that cannot be read is an error: it was asked for by name. */
  readonly identityRequired: boolean;
  /** The agent's socket, where there is one. */
  readonly agent: string | undefined;
  /** Files with trusted host keys. */
  readonly knownHosts: readonly string[];
  /** Whether a file of trusted keys that does not exist is an error: it was asked for by name. */
  readonly knownHostsRequired: boolean;
  /** The name host keys are filed under: `host`, or `[host]:port`. */
  readonly hostKeyName: string;
  readonly proxy: Proxy | undefined;
}

/** The settings that `ssh -G` prints, one a line, by key; a key may come more than once. */
export type SshSettings = ReadonlyMap<string, readonly string[]>;

/** Reads the output of `ssh -G`. */
export const parseSettings = (text: string): SshSettings => {
  const settings = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [key = '', ...words] = line.split(' ');
    if (key === '') continue;
    settings.set(key, [...(settings.get(key) ?? []), words.join(' ')]);
  }
  return settings;
};

const inHome = (path: string): string => path.replace(/^~(?=\/|$)/, homedir());

/** Fills in the tokens of ssh_config(5), section TOKENS, that make sense here. */
const fillIn = (text: string, tokens: Readonly<Record<string, string>>): string =>
  text.replaceAll(/%(.)/g, (token, letter: string) => tokens[letter] ?? token);

/** The name a host key is filed under (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
const filedUnder = (host: string, port: number): string =>
  port === 22 ? host : `[${host}]:${port}`;

/** What a machine's settings come to; what the testbed says outright wins. Pure. */
export const targetFrom = (
  connection: SshConnection,
  settings: SshSettings,
  environment: { readonly SSH_AUTH_SOCK?: string },
): SshTarget => {
  const one = (key: string): string | undefined => {
    const value = settings.get(key)?.[0];
    return value === 'none' ? undefined : value;
  };
  const host = one('hostname') ?? connection.host;
  const port = connection.port ?? Number(one('port') ?? 22);
  const user = connection.user ?? one('user') ?? userInfo().username;
  const tokens = {
    '%': '%',
    h: host,
    n: connection.host,
    p: String(port),
    r: user,
    d: homedir(),
    u: userInfo().username,
  };
  const path = (text: string): string => inHome(fillIn(text, tokens));
  const files = (key: string): string[] => (one(key) ?? '').split(/\s+/).filter(Boolean).map(path);

  const agent = settings.get('identityagent')?.[0] ?? 'SSH_AUTH_SOCK';
  const agentSocket = (): string | undefined => {
    if (agent === 'none') return undefined;
    return agent === 'SSH_AUTH_SOCK' ? environment.SSH_AUTH_SOCK : path(agent);
  };
  const jump = one('proxyjump');
  const command = one('proxycommand');
  const proxy = (): Proxy | undefined => {
    if (jump !== undefined) return { kind: 'jump', hops: jump };
    if (command !== undefined) return { kind: 'command', command: fillIn(command, tokens) };
    return undefined;
  };
  return {
    host,
    port,
    user,
    identityFiles:
      connection.identityFile === undefined
        ? (settings.get('identityfile') ?? []).map(path)
        : [inHome(connection.identityFile)],
    identityRequired: connection.identityFile !== undefined,
    agent: agentSocket(),
    knownHosts:
      connection.knownHosts === undefined
        ? [...files('userknownhostsfile'), ...files('globalknownhostsfile')]
        : [inHome(connection.knownHosts)],
    knownHostsRequired: connection.knownHosts !== undefined,
    hostKeyName: one('hostkeyalias') ?? filedUnder(host, port),
    proxy: proxy(),
  };
};

/**
 * Resolves a testbed's connection through the user's OpenSSH configuration, with `ssh -G`: Include,
 * Match, aliases and jumps work as they do for `ssh`.
 * @param configFile instead of ~/.ssh/config
 * @throws PreconditionFailure where there is no OpenSSH client; Failure for a broken configuration
 */
export const resolveTarget = async (
  machine: string,
  connection: SshConnection,
  configFile?: string,
): Promise<SshTarget> => {
  const { host, port, user } = connection;
  const options = [
    ...(configFile === undefined ? [] : ['-F', configFile]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
  ];
  const attempted = `reading the SSH configuration for ${host}`;
  const result = await execa('ssh', ['-G', ...options, '--', host], { reject: false });
  if (result.code === 'ENOENT') {
    throw new PreconditionFailure({
      attempted,
      where: machine,
      got: 'this computer has no ssh program',
      remedy: 'apt-get install openssh-client',
    });
  }
  if (result.exitCode !== 0) {
    throw new Failure({ attempted, where: machine, got: result.stderr });
  }
  return targetFrom(connection, parseSettings(result.stdout), process.env);
};
