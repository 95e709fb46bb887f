import type { Nanoseconds } from '../../../model/units.js';
import type { AllowedAlgorithms } from './algorithms.js';
import type { Tokens } from './expand.js';

/** A program that the connection goes through. */
export type Proxy =
  /** Jump hosts, the last one nearest to the target, as for `ssh -J`. */
  | { readonly kind: 'jump'; readonly hops: string }
  /** The user's own command, for a shell; its % tokens are already expanded. */
  | { readonly kind: 'command'; readonly command: string };

/** How a connection that has broken is found out. */
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
  /** Whether somebody named them, instead of OpenSSH's own list. */
  readonly identitiesChosen: boolean;
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
  /** A file of host keys that must not be used. */
  readonly revokedHostKeys: string | undefined;
  /** Whether the agent's keys are used only where a private key names them. */
  readonly identitiesOnly: boolean;
  /** Whether the machine may ask questions, which ends the login unless there are none. */
  readonly interactive: boolean;
  /** Those to connect with. */
  readonly algorithms: AllowedAlgorithms;
  /** Those of host keys, and of the keys to log in with; any that is supported when absent. */
  readonly hostKeyAlgorithms: readonly string[] | undefined;
  readonly userKeyAlgorithms: readonly string[] | undefined;
  /** In bits: shorter RSA keys are not used, and not accepted. */
  readonly requiredRsaSize: number;
  /** The version of IP; either when absent. */
  readonly family: 4 | 6 | undefined;
  /** This computer's address on the connection. */
  readonly bindAddress: string | undefined;
  /** How long to try to connect. */
  readonly connectTimeout: Nanoseconds | undefined;
  /** How often to ask whether the machine is there, and how many times without an answer. */
  readonly keepalive: Keepalive | undefined;
  readonly proxy: Proxy | undefined;
  /** What % tokens stand for. */
  readonly tokens: Tokens;
}

/** A machine's name in known_hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export const nameInKnownHosts = (host: string, port: number): string =>
  port === 22 ? host : `[${host}]:${port}`;

/** An address with its port: one of IPv6 is in brackets, as its colons are not the port's. */
export const hostAndPort = (host: string, port: number): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;
