import { readFile, stat } from 'node:fs/promises';

/**
 * Checks that a path in an archive is a file before it is opened: opening a pipe that nobody writes blocks
 * the process, even after ^C, and a device may have no end.
 * @throws the system's error; an Error for anything but a file
 */
export const requireFile = async (path: string): Promise<void> => {
  const kind = await stat(path);
  if (kind.isFile()) return;
  throw new Error(kind.isDirectory() ? 'it is a folder, not a file' : 'it is not a regular file');
};

/** Reads a file of an archive as text. @throws as requireFile */
export const readRegularFile = async (path: string): Promise<string> => {
  await requireFile(path);
  return readFile(path, 'utf8');
};
