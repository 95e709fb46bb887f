import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

/**
 * Makes a folder, and those above it. Not by Node's own recursive mkdir: where a file system answers
 * ENOENT for a folder that cannot be made in one that exists, as /proc does, it tries for ever.
 * @returns the topmost folder that was made; undefined where all were there
 * @throws the system's error
 */
export const makeFolders = async (path: string): Promise<string | undefined> => {
  try {
    await mkdir(path);
    return path;
  } catch (error) {
    if (await isFolder(path)) return undefined;
    const parent = dirname(path);
    if (codeOf(error) !== 'ENOENT' || parent === path) throw error;
    const topmost = (await isFolder(parent)) ? undefined : await makeFolders(parent);
    // Once: another program may have made the parent meanwhile.
    try {
      await mkdir(path);
    } catch (second) {
      if (await isFolder(path)) return topmost;
      throw second;
    }
    return topmost ?? path;
  }
};
