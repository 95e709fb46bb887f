import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '../../../../results/disk/durable-file.js';

/**
 * Checks that a file can be rewritten: that it and its folder are writable, since it is replaced as a
 * whole.
 * @returns its path, with symbolic links resolved
 * @throws the system's error; an Error for a pipe or a device
 */
export const requireRewritable = async (path: string): Promise<string> => {
  const file = await realpath(path);
  if (!(await stat(file)).isFile()) throw new Error('not a regular file');
  await access(file, constants.W_OK);
  await access(dirname(file), constants.W_OK);
  return file;
};

/**
 * Replaces the text of a file atomically. Its permissions and owner are kept, and a symbolic link to it
 * stays one.
 * @param before its text when it was read; an editor may have changed it since
 * @throws the system's error; an Error if the file has changed
 */
export const rewriteFile = async (path: string, before: string, now: string): Promise<void> => {
  const file = await requireRewritable(path);
  const text = await readFile(file, 'utf8');
  if (text !== before) throw new Error('it has changed since it was read');
  await replaceFile(file, now, await stat(file));
};
