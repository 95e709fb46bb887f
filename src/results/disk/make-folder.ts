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
 * Creates a folder and its parents. Does not use Node's recursive mkdir, which loops forever if a file
 * system returns ENOENT for a folder in an existing one, as /proc does.
 * @returns the topmost folder that was created; undefined if all existed
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
    // Only once: another program may have created the parent meanwhile.
    try {
      await mkdir(path);
    } catch (second) {
      if (await isFolder(path)) return topmost;
      throw second;
    }
    return topmost ?? path;
  }
};
