import { hostname, userInfo } from 'node:os';
import { execa, execaSync } from 'execa';
import type { SshConnection } from '../../config/testbed/testbed-file.js';
import { Failure, PreconditionFailure } from '../../model/failure.js';
import { expandPath, expandTokens, tokensOf, type Surroundings, type Tokens } from './expand.js';

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
  /** Certificates for these keys, if there are such files; the SSH library does not support them. */
  readonly certificates: readonly string[];
  /** The ssh agent's socket. */
  readonly agent: string | undefined;
  /** Files with trusted host keys. */
  readonly knownHosts: readonly string[];
  /** Whether a missing known_hosts file is an error: the testbed named it. */
  readonly knownHostsRequired: boolean;
  /** The machine's name in known_hosts files: `host`, or `[host]:port`. */
  readonly hostKeyName: string;
  /** A command that prints more lines of known_hosts, as the configuration has it. */
  readonly knownHostsCommand: string | undefined;
  readonly proxy: Proxy | undefined;
  /** What % tokens stand for. */
  readonly tokens: Tokens;
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

/** A machine's name in known_hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
const knownHostsName = (host: string, port: number): string =>
  port === 22 ? host : `[${host}]:${port}`;

/**
 * How to reach a machine by its OpenSSH settings; those in the testbed take precedence. Pure.
 * @throws PreconditionFailure for an environment variable that is not set
 */
export const targetFrom = (
  connection: SshConnection,
  settings: SshSettings,
  surroundings: Surroundings,
): SshTarget => {
  const all = (key: string): readonly string[] =>
    (settings.get(key) ?? []).filter((value) => value !== 'none');
  const first = (key: string): string | undefined => all(key)[0];
  const host = first('hostname') ?? connection.host;
  const port = connection.port ?? Number(first('port') ?? 22);
  const user = connection.user ?? first('user') ?? surroundings.user;
  const hostKeyAlias = first('hostkeyalias');
  const jump = first('proxyjump');
  const destination = { host, alias: connection.host, port, user, hostKeyAlias, jump };
  const tokens = tokensOf(destination, surroundings);
  const path = (text: string): string => expandTokens(expandPath(text, surroundings), tokens);
  const files = (key: string): string[] =>
    (first(key) ?? '').split(/\s+/).filter(Boolean).map(path);
  // In a testbed, ~ is what a shell takes it for.
  const inTestbed = {
    ...surroundings,
    homeOf: (name: string) =>
      (name === '' ? surroundings.environment.HOME : undefined) ?? surroundings.homeOf(name),
  };
  const { identityFile, knownHosts } = connection;
  const identityFiles =
    identityFile === undefined
      ? all('identityfile').map(path)
      : [expandPath(identityFile, inTestbed)];
  return {
    host,
    port,
    user,
    identityFiles,
    identityRequired: identityFile !== undefined,
    certificates: [
      ...all('certificatefile').map(path),
      ...identityFiles.map((file) => `${file}-cert.pub`),
    ],
    agent: agentOf(settings.get('identityagent')?.[0], path, surroundings.environment),
    knownHosts:
      knownHosts === undefined
        ? [...files('userknownhostsfile'), ...files('globalknownhostsfile')]
        : [expandPath(knownHosts, inTestbed)],
    knownHostsRequired: knownHosts !== undefined,
    knownHostsCommand: knownHosts === undefined ? first('knownhostscommand') : undefined,
    hostKeyName: hostKeyAlias ?? knownHostsName(host, port),
    proxy: proxyOf(jump, first('proxycommand'), tokens),
    tokens,
  };
};

/** The socket of IdentityAgent: a path, or the name of an environment variable. */
const agentOf = (
  agent: string | undefined,
  path: (text: string) => string,
  environment: Surroundings['environment'],
): string | undefined => {
  if (agent === 'none') return undefined;
  if (agent === undefined || agent === 'SSH_AUTH_SOCK') return environment.SSH_AUTH_SOCK;
  const [, variable] = /^\$(\w+)$/.exec(agent) ?? [];
  return variable === undefined ? path(agent) : environment[variable];
};

const proxyOf = (
  jump: string | undefined,
  command: string | undefined,
  tokens: Tokens,
): Proxy | undefined => {
  if (jump !== undefined) return { kind: 'jump', hops: jump };
  if (command === undefined) return undefined;
  return { kind: 'command', command: expandTokens(command, tokens) };
};

/** The sixth field of a user's entry in the user database, as ssh takes it, and not HOME. */
const homeOf = (user: string): string | undefined => {
  if (user === '') return userInfo().homedir;
  const found = execaSync('getent', ['passwd', user], { reject: false });
  return found.stdout.split(':')[5];
};

const here = (): Surroundings => ({
  environment: process.env,
  hostName: hostname(),
  user: userInfo().username,
  uid: userInfo().uid,
  homeOf,
});

/**
 * Resolves a testbed's connection through the user's OpenSSH configuration with `ssh -G`, so that
 * Include, Match, aliases and jump hosts work as they do for `ssh`.
 * @param configFile instead of ~/.ssh/config
 * @throws PreconditionFailure without an OpenSSH client, or for an environment variable that is not
 *   set; Failure for an invalid configuration
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
  return targetFrom(connection, parseSettings(result.stdout), here());
};
