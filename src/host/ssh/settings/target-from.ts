import type { SshConnection } from '../../../config/testbed/testbed-file.js';
import { seconds } from '../../../model/units.js';
import { allowedAlgorithms } from './algorithms.js';
import { expandPath, expandTokens, tokensOf, type Surroundings, type Tokens } from './expand.js';
import type { SshSettings } from './read-settings.js';
import { nameInKnownHosts, type Keepalive, type Proxy, type SshTarget } from './target.js';

/** The default of OpenSSH 9.1 and later. */
const RSA_BITS = 1024;

/**
 * The SSH target from OpenSSH settings; those in the testbed take precedence. Pure.
 * @param defaults OpenSSH's settings without a configuration; where nothing differs, the SSH library's
 *   default algorithms are used
 * @throws PreconditionFailure for an environment variable that is not set, or algorithms that the SSH
 *   library does not support
 */
export const targetFrom = (
  connection: SshConnection,
  settings: SshSettings,
  surroundings: Surroundings,
  defaults: SshSettings = new Map(),
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
    (first(key) ?? '').split(BETWEEN_PATHS).filter(Boolean).map(path);
  // In a testbed, ~ means the same as in a shell.
  const inTestbed = {
    ...surroundings,
    homeOf: (name: string) =>
      (name === '' ? surroundings.environment.HOME : undefined) ?? surroundings.homeOf(name),
  };
  const { identityFile, knownHosts } = connection;
  /** The configured value, if it differs from the default. */
  const changed = (key: string): string | undefined => {
    const value = settings.get(key)?.join('\n');
    return value === defaults.get(key)?.join('\n') ? undefined : value;
  };
  const number = (key: string): number | undefined => {
    const value = first(key);
    return value === undefined ? undefined : Number(value);
  };
  const revoked = first('revokedhostkeys');
  const connectTimeout = number('connecttimeout');
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
    identitiesChosen: identityFile !== undefined || changed('identityfile') !== undefined,
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
    hostKeyName: hostKeyAlias ?? nameInKnownHosts(host, port),
    revokedHostKeys: revoked === undefined ? undefined : path(revoked),
    identitiesOnly: first('identitiesonly') === 'yes',
    interactive: isInteractive(first),
    algorithms: allowedAlgorithms(connection.host, changed),
    hostKeyAlgorithms: changed('hostkeyalgorithms')?.split(','),
    userKeyAlgorithms: (
      changed('pubkeyacceptedalgorithms') ?? changed('pubkeyacceptedkeytypes')
    )?.split(','),
    requiredRsaSize: number('requiredrsasize') ?? RSA_BITS,
    family: FAMILIES[first('addressfamily') ?? ''],
    bindAddress: first('bindaddress'),
    connectTimeout: connectTimeout === undefined ? undefined : seconds(connectTimeout),
    keepalive: keepaliveOf(number('serveraliveinterval'), number('serveralivecountmax')),
    proxy: proxyOf(jump, first('proxycommand'), tokens),
    tokens,
  };
};

/**
 * `ssh -G` prints paths without their quotes: a blank separates two of them only if a new path may begin
 * after it. Otherwise part of a path with a blank would be read relative to the current folder.
 */
const BETWEEN_PATHS = /\s+(?=[/~%]|\$\{)/;

const FAMILIES: Readonly<Record<string, 4 | 6 | undefined>> = { inet: 4, inet6: 6 };

const keepaliveOf = (interval = 0, count = 3): Keepalive | undefined =>
  interval === 0 ? undefined : { interval: seconds(interval), count };

const isInteractive = (first: (key: string) => string | undefined): boolean => {
  const allowed =
    first('kbdinteractiveauthentication') ?? first('challengeresponseauthentication') ?? 'yes';
  const methods = first('preferredauthentications')?.split(',') ?? ['keyboard-interactive'];
  return allowed !== 'no' && methods.includes('keyboard-interactive');
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
