import { createHash } from 'node:crypto';
import { PreconditionFailure } from '../../../model/failure.js';

/** The environment in which an OpenSSH configuration is resolved. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** This computer's name, with its domain if it has one. */
  readonly hostName: string;
  /** The calling user. */
  readonly user: string;
  readonly uid: number;
  /** A user's home directory: the caller's own for an empty name. */
  readonly homeOf: (user: string) => string | undefined;
}

/** The machine that a configuration is for. */
export interface Destination {
  readonly host: string;
  /** The name given, before the configuration replaced it. */
  readonly alias: string;
  readonly port: number;
  /** The user there. */
  readonly user: string;
  readonly hostKeyAlias: string | undefined;
  readonly jump: string | undefined;
}

/** Values by the letter after a percent sign. */
export type Tokens = Readonly<Record<string, string>>;

/** The tokens of ssh_config(5), section TOKENS, that paths and proxies may have. */
export const tokensOf = (
  to: Destination,
  { hostName, user, uid, homeOf }: Surroundings,
): Tokens => {
  const { host, alias, port, hostKeyAlias, jump = '' } = to;
  const connection = [hostName, host, port, to.user, jump].join('');
  return {
    '%': '%',
    C: createHash('sha1').update(connection).digest('hex'),
    d: homeOf('') ?? '',
    h: host,
    i: String(uid),
    j: jump,
    k: hostKeyAlias ?? alias,
    L: hostName.replace(/\..*/, ''),
    l: hostName,
    n: alias,
    p: String(port),
    r: to.user,
    u: user,
  };
};

/** Replaces tokens; an unknown one stays. */
export const expandTokens = (text: string, tokens: Tokens): string =>
  text.replaceAll(/%(.)/g, (token, letter: string) => tokens[letter] ?? token);

/** A path with `~`, `~user` and `${VARIABLE}`. @throws PreconditionFailure for a variable that is not set */
export const expandPath = (
  path: string,
  { environment, homeOf }: Pick<Surroundings, 'environment' | 'homeOf'>,
): string =>
  path
    .replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
      const value = environment[name];
      if (value !== undefined) return value;
      throw new PreconditionFailure({
        attempted: `expanding ${path} from the SSH configuration`,
        got: `the environment variable ${name} is not set`,
        remedy: `export ${name}=...`,
      });
    })
    .replace(/^~([^/]*)/, (tilde, user: string) => homeOf(user) ?? tilde);
