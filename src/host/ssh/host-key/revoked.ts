import { Failure, reasonOf } from '../../../model/failure.js';
import { readPlainFile } from '../../plain-file.js';
import { runProgram } from '../local-program.js';
import type { HostKey } from './known-hosts.js';
import { withTemporaryFile } from './temporary-file.js';

/** What a key revocation list of ssh-keygen begins with (PROTOCOL.krl). */
const KRL = 'SSHKRL\n\0';

/** Whether a text of public keys, one a line as in authorized_keys(5), has this one. */
const listed = (text: string, { blob }: HostKey): boolean =>
  text.split(/\s+/).includes(blob.toString('base64'));

/**
 * Whether a file of RevokedHostKeys has a key: a list of public keys, or a key revocation list.
 * @throws Failure where it cannot be read: then, as for ssh, no key is good
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
