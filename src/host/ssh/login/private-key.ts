import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import ssh2 from 'ssh2';
import { reasonOf } from '../../../model/failure.js';
import { quoteIfNeeded } from '../../command/quote.js';
import { readPlainFile } from '../../plain-file.js';

/** A file named as a private key. */
export type KeyFile =
  /** A key that can be used to log in. */
  | { readonly state: 'usable'; readonly key: Buffer; readonly blob: Buffer }
  /** A public key, or a private one with a passphrase; it may identify a key of the agent. */
  | { readonly state: 'unusable'; readonly problem: string | undefined; readonly blob?: Buffer }
  | { readonly state: 'exposed'; readonly problem: string; readonly remedy: string }
  | { readonly state: 'unreadable'; readonly problem: string; readonly missing: boolean };

const PRIVATE = /^-----BEGIN [A-Z ]*PRIVATE KEY-----/m;
const OTHERS = 0o077;

const modeOf = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

/** The public key in the file next to a private key. */
const publicBlob = async (file: string): Promise<Buffer | undefined> => {
  const text = await readPlainFile(`${file}.pub`).catch(() => undefined);
  const parsed = text && ssh2.utils.parseKey(text);
  return parsed === undefined || parsed instanceof Error ? undefined : parsed.getPublicSSH();
};

/** Reads a key. Like ssh, refuses the user's own private key if other users can read it. */
export const readKeyFile = async (file: string): Promise<KeyFile> => {
  let key: Buffer;
  try {
    const { mode, uid } = await stat(file);
    key = await readPlainFile(file);
    if (PRIVATE.test(key.toString('latin1')) && uid === userInfo().uid && (mode & OTHERS) !== 0) {
      return {
        state: 'exposed',
        problem: `others can read or write it (mode ${modeOf(mode)})`,
        remedy: `chmod 600 ${quoteIfNeeded(file)}`,
      };
    }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const blob = await publicBlob(file);
    if (missing && blob !== undefined) return { state: 'unusable', problem: undefined, blob };
    return { state: 'unreadable', problem: reasonOf(error), missing };
  }
  const parsed = ssh2.utils.parseKey(key);
  if (!(parsed instanceof Error)) {
    const blob = parsed.getPublicSSH();
    if (parsed.isPrivateKey()) return { state: 'usable', key, blob };
    return { state: 'unusable', problem: undefined, blob };
  }
  const encrypted = /encrypted/i.test(parsed.message);
  const blob = await publicBlob(file);
  return {
    state: 'unusable',
    problem: encrypted ? 'it has a passphrase' : parsed.message,
    ...(blob !== undefined && { blob }),
  };
};
