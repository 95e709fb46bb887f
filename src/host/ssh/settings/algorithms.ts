import type { CipherAlgorithm, KexAlgorithm, MacAlgorithm } from 'ssh2';
import { PreconditionFailure } from '../../../model/failure.js';
import { readingSettings } from './read-settings.js';

const KEX = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group-exchange-sha256',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group15-sha512',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group17-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group14-sha1',
] as const satisfies readonly KexAlgorithm[];

const CIPHERS = [
  'chacha20-poly1305@openssh.com',
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
  'aes256-cbc',
  'aes192-cbc',
  'aes128-cbc',
] as const satisfies readonly CipherAlgorithm[];

const MACS = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha1-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha1',
] as const satisfies readonly MacAlgorithm[];

/** The algorithms to connect with, preferred first; default: those of the SSH library. */
export interface AllowedAlgorithms {
  readonly kex?: readonly (typeof KEX)[number][] | undefined;
  readonly ciphers?: readonly (typeof CIPHERS)[number][] | undefined;
  readonly macs?: readonly (typeof MACS)[number][] | undefined;
}

/**
 * The configured algorithms that the SSH library supports, in the configured order.
 * @param listOf the list under a key of `ssh -G`, if it is not OpenSSH's default
 * @throws PreconditionFailure if there are none
 */
export const allowedAlgorithms = (
  host: string,
  listOf: (key: string) => string | undefined,
): AllowedAlgorithms => {
  const allowed = <Name extends string>(
    keyword: string,
    supported: readonly Name[],
  ): readonly Name[] | undefined => {
    const list = listOf(keyword.toLowerCase());
    if (list === undefined) return undefined;
    const usable = list.split(',').flatMap((each) => supported.find((name) => name === each) ?? []);
    if (usable.length > 0) return usable;
    throw new PreconditionFailure({
      attempted: readingSettings(host),
      got: `${keyword} allows only ${list}, none of which the SSH library supports`,
      remedy: `allow one of these in a Host section for ${host}: ${supported.join(', ')}`,
    });
  };
  return {
    kex: allowed('KexAlgorithms', KEX),
    ciphers: allowed('Ciphers', CIPHERS),
    macs: allowed('MACs', MACS),
  };
};
