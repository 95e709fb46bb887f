import { HostKeyRejected } from '../errors.js';
import { algorithmsFor, fingerprint, knownKeys } from './known-hosts.js';
import { quote } from '../command/quote.js';
import type { SshTarget } from './config.js';

/** Verifies the key a machine presents. */
export interface HostKeyCheck {
  /** The host key algorithms to offer. Never empty. */
  readonly algorithms: readonly string[];
  /** Whether the key is trusted. */
  accepts(key: Buffer): boolean;
  /** Why a key was rejected, once one was. */
  rejection(): HostKeyRejected | undefined;
  /** The error for a machine that has no key of a known type. */
  noCommonType(cause: unknown): HostKeyRejected;
}

const fileOf = ({ knownHosts: [file] }: SshTarget): string =>
  file === undefined ? '~/.ssh/known_hosts' : quote(file);

/** How to add a machine's key, and verify that it is the machine's. */
const howToAdd = (target: SshTarget): string => {
  const { host, port } = target;
  const file = fileOf(target);
  return `ssh-keyscan -p ${port} ${host} >> ${file}, then compare the fingerprint with the machine's own: ssh-keygen -lf ${file}`;
};

/** How to replace a key that has changed for a known reason. */
const howToReplace = (target: SshTarget): string => {
  const file = fileOf(target);
  return `if the machine was reinstalled: ssh-keygen -R ${quote(target.hostKeyName)} -f ${file}; ${howToAdd(target)}. If not, another machine is answering in its place`;
};

/**
 * Prepares to verify a machine's host key against the known ones.
 * @throws HostKeyRejected where no key of the machine is known; it is not contacted then
 */
export const prepareHostKeyCheck = async (
  machine: string,
  target: SshTarget,
): Promise<HostKeyCheck> => {
  const { trusted, revoked } = await knownKeys(machine, target);
  const reject = (reason: string, remedy: string, cause?: unknown): HostKeyRejected =>
    new HostKeyRejected(machine, target.hostKeyName, reason, remedy, cause);

  const algorithms = algorithmsFor(trusted);
  if (algorithms.length === 0) {
    const files = target.knownHosts.join(' or ');
    throw reject(`its host key is unknown: none for it in ${files}`, howToAdd(target));
  }
  let rejection: HostKeyRejected | undefined;
  return {
    algorithms,
    accepts: (key) => {
      if (revoked.some(({ blob }) => blob.equals(key))) {
        rejection = reject(
          `its host key ${fingerprint(key)} is marked @revoked`,
          'give the machine a new host key; this one must not be used',
        );
      } else if (!trusted.some(({ blob }) => blob.equals(key))) {
        rejection = reject(
          `its host key ${fingerprint(key)} does not match the known one, ${trusted.map(({ blob }) => fingerprint(blob)).join(', ')}`,
          howToReplace(target),
        );
      }
      return rejection === undefined;
    },
    rejection: () => rejection,
    noCommonType: (cause) =>
      reject(
        `it has no host key of a known type (${algorithms.join(', ')})`,
        howToReplace(target),
        cause,
      ),
  };
};
