import { homedir, userInfo } from 'node:os';
import { execa } from 'execa';
import type { SshConnection } from '../../config/testbed/testbed-file.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';

/** A program that the connection goes through. */
export type Proxy =
  /** Jump hosts, the last one nearest to the target, as for `ssh -J`. */
  | { readonly kind: 'jump'; readonly hops: string }
  /** The user's own command, for a shell; its % tokens are already expanded. */
  | { readonly kind: 'command'; readonly command: string };

/** Everything needed to reach a machine over SSH. */
export interface SshTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private keys to try. */
  readonly identityFiles: readonly string[];
  /** Whether an unreadable private key is an error: the testbed named it. */
  readonly identityRequired: boolean;
  /** The ssh agent's socket. */
  readonly agent: string | undefined;
  /** Files with trusted host keys. */
  readonly knownHosts: readonly string[];
  /** Whether a missing known_hosts file is an error: the testbed named it. */
  readonly knownHostsRequired: boolean;
  /** The machine's name in known_hosts files: `host`, or `[host]:port`. */
  readonly hostKeyName: string;
  readonly proxy: Proxy | undefined;
}

/** The settings that `ssh -G` prints, one per line, by key; a key may occur more than once. */
export type SshSettings = ReadonlyMap<string, readonly string[]>;

/** Parses the output of `ssh -G`. */
export const parseSettings = (text: string): SshSettings => {
  const settings = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [key = '', ...words] = line.split(' ');
    if (key === '') continue;
    settings.set(key, [...(settings.get(key) ?? []), words.join(' ')]);
  }
  return settings;
};

const expandHome = (path: string): string => path.replace(/^~(?=\/|$)/, homedir());

/** Expands the tokens of ssh_config(5), section TOKENS, that apply here. */
const expandTokens = (text: string, tokens: Readonly<Record<string, string>>): string =>
  text.replaceAll(/%(.)/g, (token, letter: string) => tokens[letter] ?? token);

/** A machine's name in known_hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
const knownHostsName = (host: string, port: number): string =>
  port === 22 ? host : `[${host}]:${port}`;

/** How to reach a machine by its OpenSSH settings; those in the testbed take precedence. Pure. */
export const targetFrom = (
  connection: SshConnection,
  settings: SshSettings,
  environment: { readonly SSH_AUTH_SOCK?: string },
): SshTarget => {
  const first = (key: string): string | undefined => {
    const value = settings.get(key)?.[0];
    return value === 'none' ? undefined : value;
  };
  const host = first('hostname') ?? connection.host;
  const port = connection.port ?? Number(first('port') ?? 22);
  const user = connection.user ?? first('user') ?? userInfo().username;
  const tokens = {
    '%': '%',
    h: host,
    n: connection.host,
    p: String(port),
    r: user,
    d: homedir(),
    u: userInfo().username,
  };
  const path = (text: string): string => expandHome(expandTokens(text, tokens));
  const files = (key: string): string[] =>
    (first(key) ?? '').split(/\s+/).filter(Boolean).map(path);

  const agent = settings.get('identityagent')?.[0] ?? 'SSH_AUTH_SOCK';
  const agentSocket = (): string | undefined => {
    if (agent === 'none') return undefined;
    return agent === 'SSH_AUTH_SOCK' ? environment.SSH_AUTH_SOCK : path(agent);
  };
  const jump = first('proxyjump');
  const command = first('proxycommand');
  const proxy = (): Proxy | undefined => {
    if (jump !== undefined) return { kind: 'jump', hops: jump };
    if (command !== undefined) return { kind: 'command', command: expandTokens(command, tokens) };
    return undefined;
  };
  return {
    host,
    port,
    user,
    identityFiles:
      connection.identityFile === undefined
        ? (settings.get('identityfile') ?? []).map(path)
        : [expandHome(connection.identityFile)],
    identityRequired: connection.identityFile !== undefined,
    agent: agentSocket(),
    knownHosts:
      connection.knownHosts === undefined
        ? [...files('userknownhostsfile'), ...files('globalknownhostsfile')]
        : [expandHome(connection.knownHosts)],
    knownHostsRequired: connection.knownHosts !== undefined,
    hostKeyName: first('hostkeyalias') ?? knownHostsName(host, port),
    proxy: proxy(),
  };
};

/**
 * Resolves a testbed's connection through the user's OpenSSH configuration with `ssh -G`, so that
 * Include, Match, aliases and jump hosts work as they do for `ssh`.
 * @param configFile instead of ~/.ssh/config
 * @throws PreconditionFailure without an OpenSSH client; Failure for an invalid configuration
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
      got: 'ssh is not installed on this computer',
      remedy: 'apt-get install openssh-client',
    });
  }
  if (result.exitCode !== 0) {
    throw new Failure({ attempted, where: machine, got: result.stderr });
  }
  return targetFrom(connection, parseSettings(result.stdout), process.env);
};
