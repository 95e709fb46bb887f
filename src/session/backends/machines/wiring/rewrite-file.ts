import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '../../../../results/disk/durable-file.js';

/**
 * Checks that a file can be rewritten: one that somebody may write to, and its folder, since it is replaced
 * as a whole.
 * @returns its own name, where the one given is a symbolic link
 * @throws the system's error; an Error for a pipe or a device
 */
export const requireRewritable = async (path: string): Promise<string> => {
  const file = await realpath(path);
  if (!(await stat(file)).isFile()) throw new Error('it is no regular file');
  await access(file, constants.W_OK);
  await access(dirname(file), constants.W_OK);
  return file;
};

/**
 * Replaces the text of a file: all of it, or nothing where that fails. Its permissions and its owner stay,
 * and a symbolic link to it stays one.
 * @param before the text that it had when it was read; an editor may have saved another one since
 * @throws the system's error; an Error where the file has changed
 */
export const rewriteFile = async (path: string, before: string, now: string): Promise<void> => {
  const file = await requireRewritable(path);
  const text = await readFile(file, 'utf8');
  if (text !== before) throw new Error('it has changed since it was read');
  await replaceFile(file, now, await stat(file));
};
