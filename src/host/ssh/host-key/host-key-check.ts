import { HostKeyRejected } from '../../connection-errors.js';
import {
  ALL_ALGORITHMS,
  algorithmsFor,
  allowedOf,
  fingerprint,
  knownKeys,
  presentedKey,
  type HostKey,
  type KnownKeys,
} from './known-hosts.js';
import { rsaBits } from '../rsa-size.js';
import { isRevoked } from './revoked.js';
import { keysByCommand } from './known-hosts-command.js';
import { reasonOf } from '../../../model/failure.js';
import { quote, quoteIfNeeded } from '../../command/quote.js';
import { nameInKnownHosts, type SshTarget } from '../settings/target.js';

/** Verifies the key a machine presents. */
export interface HostKeyCheck {
  /** The host key algorithms to offer. Never empty. */
  readonly algorithms: readonly string[];
  /** Whether the key is trusted. Never rejects. */
  accepts(key: Buffer): Promise<boolean>;
  /** Why a key was rejected, once one was. */
  rejection(): HostKeyRejected | undefined;
  /** The error for a machine that has keys of these types only, none of them known. */
  noCommonType(theirs: readonly string[], cause: unknown): HostKeyRejected;
}

const fileOf = ({ knownHosts: [file] }: SshTarget): string =>
  file === undefined ? '~/.ssh/known_hosts' : quote(file);

/**
 * How to add a machine's key, and verify it. ssh-keyscan does not use a proxy, and writes the machine's
 * address even if the key is looked up under another name.
 */
const howToAdd = (target: SshTarget): string => {
  const { host, port, proxy, tokens, user, hostKeyName } = target;
  const file = fileOf(target);
  if (proxy !== undefined || hostKeyName !== nameInKnownHosts(host, port)) {
    const options = `-o StrictHostKeyChecking=ask -o UserKnownHostsFile=${file}`;
    const login = `-p ${port} -l ${quoteIfNeeded(user)} ${quoteIfNeeded(tokens.n ?? host)}`;
    return `ssh ${options} ${login} true, and compare the fingerprint it shows with the machine's own before you answer`;
  }
  return `ssh-keyscan -p ${port} ${host} >> ${file}, then compare the fingerprint with the machine's own: ssh-keygen -lf ${file}`;
};

/** How to replace a key that has changed for a known reason. */
const howToReplace = (target: SshTarget): string => {
  const file = fileOf(target);
  return `if the machine was reinstalled: ssh-keygen -R ${quote(target.hostKeyName)} -f ${file}; ${howToAdd(target)}. If not, another machine is answering in its place`;
};

const has = (keys: readonly HostKey[], key: Buffer): boolean =>
  keys.some(({ blob }) => blob.equals(key));

const fingerprints = (keys: readonly HostKey[]): string =>
  keys.map(({ blob }) => fingerprint(blob)).join(', ');

/** A note if a certificate authority is known for the machine. */
const certificateNote = ({ authorities }: KnownKeys): string =>
  authorities.length === 0
    ? ''
    : `; it is known by a certificate authority (@cert-authority ${fingerprints(authorities)}), but the SSH library does not support host certificates`;

/**
 * Prepares to verify a machine's host key against the known ones.
 * @throws HostKeyRejected if no key of the machine is known; the machine is not contacted then
 */
export const prepareHostKeyCheck = async (
  machine: string,
  target: SshTarget,
): Promise<HostKeyCheck> => {
  const reject = (reason: string, remedy: string, cause?: unknown): HostKeyRejected =>
    new HostKeyRejected(machine, target.hostKeyName, reason, remedy, cause);
  const both = (one: KnownKeys, other: KnownKeys): KnownKeys => ({
    trusted: [...one.trusted, ...other.trusted],
    revoked: [...one.revoked, ...other.revoked],
    authorities: [...one.authorities, ...other.authorities],
  });
  const inFiles = await knownKeys(machine, target);
  const expected = both(inFiles, await keysByCommand(machine, target, { reason: 'ORDER' }));

  // A command may name keys only once the machine has presented one.
  const later = target.knownHostsCommand === undefined ? [] : ALL_ALGORITHMS;
  const known = algorithmsFor(expected.trusted);
  const usable = known.length > 0 ? known : later;
  const algorithms = allowedOf(usable, target.hostKeyAlgorithms);
  if (algorithms.length === 0 && usable.length > 0) {
    const allowed = target.hostKeyAlgorithms?.join(', ') ?? '';
    throw reject(
      `its known host keys (${usable.join(', ')}) are not of an algorithm that HostKeyAlgorithms allows (${allowed})`,
      `add a key of another type, or one of these to HostKeyAlgorithms: ${howToAdd(target)}`,
    );
  }
  if (algorithms.length === 0) {
    const files = target.knownHosts.join(' or ');
    const note = certificateNote(expected);
    throw reject(`its host key is unknown: ${files} has none for it${note}`, howToAdd(target));
  }
  let rejection: HostKeyRejected | undefined;

  const verify = async (key: Buffer): Promise<HostKeyRejected | undefined> => {
    const question = { reason: 'HOSTNAME', key: presentedKey(key) } as const;
    const keys = both(inFiles, await keysByCommand(machine, target, question));
    const presented = `its host key ${fingerprint(key)}`;
    const mustNotBeUsed = 'give the machine a new host key; this one must not be used';
    if (has(keys.revoked, key)) return reject(`${presented} is marked @revoked`, mustNotBeUsed);
    const { revokedHostKeys, requiredRsaSize } = target;
    if (revokedHostKeys !== undefined && (await isRevoked(revokedHostKeys, question.key))) {
      return reject(`${presented} is in RevokedHostKeys, ${revokedHostKeys}`, mustNotBeUsed);
    }
    const bits = rsaBits(key);
    if (bits !== undefined && bits < requiredRsaSize) {
      const reason = `${presented} has ${bits} bits, and RequiredRSASize is ${requiredRsaSize}`;
      return reject(reason, 'give the machine a longer host key, or one of another type');
    }
    if (has(keys.trusted, key)) return undefined;
    const note = certificateNote(keys);
    return keys.trusted.length === 0
      ? reject(`${presented} is unknown${note}`, howToAdd(target))
      : reject(
          `${presented} does not match the known one, ${fingerprints(keys.trusted)}${note}`,
          howToReplace(target),
        );
  };
  return {
    algorithms,
    accepts: async (key) => {
      try {
        rejection = await verify(key);
      } catch (error) {
        rejection =
          error instanceof HostKeyRejected ? error : reject(reasonOf(error), howToAdd(target));
      }
      return rejection === undefined;
    },
    rejection: () => rejection,
    noCommonType: (theirs, cause) =>
      reject(
        `it has no host key of a known type: known are ${algorithms.join(', ')}; the machine has ${theirs.join(', ')}${certificateNote(expected)}`,
        howToReplace(target),
        cause,
      ),
  };
};
