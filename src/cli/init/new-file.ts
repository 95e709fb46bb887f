import { constants } from 'node:fs';
import { access, lstat, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure, PreconditionFailure, reasonOf } from '../../model/failure.js';

const refuse = (path: string, got: string, cause?: unknown): never => {
  throw new PreconditionFailure({
    attempted: `writing the testbed ${path === '' ? "''" : path}`,
    got,
    remedy: 'name another file: --output FILE',
    cause,
  });
};

const refuseExisting = (path: string): never =>
  refuse(path, 'a file or folder of that name exists, and is not overwritten');

const isThere = async (path: string): Promise<boolean> => {
  try {
    // A link that leads nowhere is there, too.
    await lstat(path);
    return true;
  } catch {
    return false;
  }
};

/**
 * Checks that a new file can be made under a name, before anything takes time.
 * @throws PreconditionFailure for a file that exists, and for a folder that does not or may not be written to
 */
export const requireNew = async (path: string): Promise<void> => {
  if (path === '' || path.endsWith('/')) refuse(path, 'that is not the name of a file');
  if (await isThere(path)) refuseExisting(path);
  const folder = dirname(path);
  try {
    if (!(await stat(folder)).isDirectory()) refuse(path, `${folder} is not a folder`);
    await access(folder, constants.W_OK);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    refuse(path, reasonOf(cause), cause);
  }
};

/**
 * Writes a file that is not there yet, all of it or nothing.
 * @throws PreconditionFailure if it exists by now; Failure if it cannot be written
 */
export const writeNew = async (path: string, text: string): Promise<void> => {
  let isMade = false;
  try {
    await using file = await open(path, 'wx');
    isMade = true;
    await file.writeFile(text);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') refuseExisting(path);
    if (isMade) await rm(path, { force: true });
    throw new Failure({ attempted: `writing the testbed ${path}`, got: reasonOf(cause), cause });
  }
};
