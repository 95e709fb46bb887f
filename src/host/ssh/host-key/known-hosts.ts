import { createHash } from 'node:crypto';
import { HostKeyRejected } from '../../connection-errors.js';
import { readPlainFile } from '../../plain-file.js';
import { runProgram } from '../local-program.js';
import type { SshTarget } from '../settings/target.js';
import { Failure, reasonOf } from '../../../model/failure.js';

/** A host key in a known_hosts file. */
export interface HostKey {
  /** ssh-ed25519, ecdsa-sha2-nistp256, ssh-rsa … */
  readonly type: string;
  readonly blob: Buffer;
}

/** The known keys of one machine. */
export interface KnownKeys {
  readonly trusted: readonly HostKey[];
  readonly revoked: readonly HostKey[];
  /** Keys of certificate authorities; the SSH library does not support host certificates. */
  readonly authorities: readonly HostKey[];
}

/** Parses what `ssh-keygen -F` found: comments, and known_hosts lines as in sshd(8). */
export const parseFound = (text: string): KnownKeys => {
  const trusted: HostKey[] = [];
  const revoked: HostKey[] = [];
  const authorities: HostKey[] = [];
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    const [hosts, type, blob] = words;
    if (hosts === undefined || hosts.startsWith('#') || type === undefined || blob === undefined) {
      continue;
    }
    const key = { type, blob: Buffer.from(blob, 'base64') };
    if (marker === undefined) trusted.push(key);
    if (marker === '@revoked') revoked.push(key);
    if (marker === '@cert-authority') authorities.push(key);
  }
  return { trusted, revoked, authorities };
};

/** A host key as a machine presents it: its type comes first (RFC 4253 section 6.6). */
export const presentedKey = (blob: Buffer): HostKey => ({
  type: blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1'),
  blob,
});

/** SHA256:… as ssh-keygen -l prints it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/** The signature algorithms for each type of key, preferred first (RFC 8709, 5656, 8332). */
const ALGORITHMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
]);

/** The allowed algorithms, in the order of the configuration; all if it does not restrict them. */
export const allowedOf = (
  algorithms: readonly string[],
  allowed: readonly string[] | undefined,
): readonly string[] =>
  allowed === undefined ? algorithms : allowed.filter((name) => algorithms.includes(name));

/** All algorithms, for a machine whose keys are known only after it has presented one. */
export const ALL_ALGORITHMS: readonly string[] = [...ALGORITHMS.values()].flat();

/** The algorithms to offer, so that a machine with several keys presents a known one. */
export const algorithmsFor = (keys: readonly HostKey[]): string[] => {
  const types = new Set(keys.map(({ type }) => type));
  return [...ALGORITHMS].flatMap(([type, names]) => (types.has(type) ? names : []));
};

/** What ssh-keygen finds in a known_hosts file about a machine. @throws Failure if it does not exit */
export const foundIn = async (file: string, hostKeyName: string): Promise<string> => {
  const end = await runProgram(['ssh-keygen', '-F', hostKeyName, '-f', file]);
  if (end.state === 'exited') return end.stdout;
  throw new Failure({
    attempted: 'reading known host keys',
    where: file,
    got: `ssh-keygen: ${end.state}`,
  });
};

const missing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Looks up a machine's host keys, including hashed entries and patterns.
 * @throws HostKeyRejected for a file that cannot be read
 */
export const knownKeys = async (machine: string, target: SshTarget): Promise<KnownKeys> => {
  const found: string[] = [];
  for (const file of target.knownHosts) {
    try {
      // ssh-keygen's exit code does not distinguish an unreadable file from a missing entry.
      await readPlainFile(file);
    } catch (cause) {
      if (missing(cause) && !target.knownHostsRequired) continue;
      const reason = reasonOf(cause);
      throw new HostKeyRejected(
        machine,
        target.hostKeyName,
        `${file} cannot be read: ${reason}`,
        'name a readable known_hosts file in the testbed (knownHosts)',
        cause,
      );
    }
    found.push(await foundIn(file, target.hostKeyName));
  }
  return parseFound(found.join('\n'));
};
