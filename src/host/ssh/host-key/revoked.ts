import { Failure, reasonOf } from '../../../model/failure.js';
import { readPlainFile } from '../../plain-file.js';
import { runProgram } from '../local-program.js';
import type { HostKey } from './known-hosts.js';
import { withTemporaryFile } from './temporary-file.js';

/** The magic of ssh-keygen's key revocation lists (PROTOCOL.krl). */
const KRL = 'SSHKRL\n\0';

/** Whether a list of public keys, one per line as in authorized_keys(5), contains a key. */
const listed = (text: string, { blob }: HostKey): boolean =>
  text.split(/\s+/).includes(blob.toString('base64'));

/**
 * Whether a RevokedHostKeys file, a list of public keys or a key revocation list, contains a key.
 * @throws Failure if it cannot be read: then, as with ssh, no key is accepted
 */
export const isRevoked = async (file: string, key: HostKey): Promise<boolean> => {
  const unreadable = (got: string): Failure =>
    new Failure({ attempted: 'reading RevokedHostKeys', where: file, got });
  let content: Buffer;
  try {
    content = await readPlainFile(file);
  } catch (error) {
    throw unreadable(reasonOf(error));
  }
  if (!content.subarray(0, KRL.length).equals(Buffer.from(KRL))) {
    return listed(content.toString('latin1'), key);
  }
  return withTemporaryFile(`${key.type} ${key.blob.toString('base64')}\n`, async (path) => {
    const end = await runProgram(['ssh-keygen', '-Q', '-f', file, path]);
    if (end.state !== 'exited') throw unreadable(`ssh-keygen -Q: ${end.state}`);
    if (end.stdout.includes('REVOKED')) return true;
    if (end.exitCode !== 0) throw unreadable(end.stderr.trim());
    return false;
  });
};
