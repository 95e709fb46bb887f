import type { Nanoseconds } from '../../../model/units.js';
import type { AllowedAlgorithms } from './algorithms.js';
import type { Tokens } from './expand.js';

/** A proxy for the connection. */
export type Proxy =
  /** Jump hosts, the last one nearest to the target, as for `ssh -J`. */
  | { readonly kind: 'jump'; readonly hops: string }
  /** The user's own command, for a shell; its % tokens are already expanded. */
  | { readonly kind: 'command'; readonly command: string };

/** How a lost connection is detected. */
export interface Keepalive {
  readonly interval: Nanoseconds;
  readonly count: number;
}

/** Everything needed to reach a machine over SSH. */
export interface SshTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private keys to try. */
  readonly identityFiles: readonly string[];
  /** Whether an unreadable private key is an error: the testbed named it. */
  readonly identityRequired: boolean;
  /** Whether they are configured, instead of OpenSSH's default list. */
  readonly identitiesChosen: boolean;
  /** Possible certificate files for these keys; the SSH library does not support certificates. */
  readonly certificates: readonly string[];
  /** The ssh agent's socket. */
  readonly agent: string | undefined;
  /** Files with trusted host keys. */
  readonly knownHosts: readonly string[];
  /** Whether a missing known_hosts file is an error: the testbed named it. */
  readonly knownHostsRequired: boolean;
  /** The machine's name in known_hosts files: `host`, or `[host]:port`. */
  readonly hostKeyName: string;
  /** A configured command that prints further known_hosts lines. */
  readonly knownHostsCommand: string | undefined;
  /** A file of host keys that must not be used. */
  readonly revokedHostKeys: string | undefined;
  /** Whether the agent's keys are used only if an identity file names them. */
  readonly identitiesOnly: boolean;
  /** Whether keyboard-interactive is allowed, though a prompt ends the login. */
  readonly interactive: boolean;
  /** The algorithms to connect with. */
  readonly algorithms: AllowedAlgorithms;
  /** The algorithms of host keys, and of keys to log in with; default: all that are supported. */
  readonly hostKeyAlgorithms: readonly string[] | undefined;
  readonly userKeyAlgorithms: readonly string[] | undefined;
  /** In bits: shorter RSA keys are neither used nor accepted. */
  readonly requiredRsaSize: number;
  /** The IP version; default: either. */
  readonly family: 4 | 6 | undefined;
  /** This computer's address on the connection. */
  readonly bindAddress: string | undefined;
  /** How long to try to connect. */
  readonly connectTimeout: Nanoseconds | undefined;
  /** The interval of keepalives, and how many may remain unanswered. */
  readonly keepalive: Keepalive | undefined;
  readonly proxy: Proxy | undefined;
  /** The values of % tokens. */
  readonly tokens: Tokens;
}

/** A machine's name in known_hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export const nameInKnownHosts = (host: string, port: number): string =>
  port === 22 ? host : `[${host}]:${port}`;

/** An address with its port; an IPv6 address is in brackets. */
export const hostAndPort = (host: string, port: number): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;
