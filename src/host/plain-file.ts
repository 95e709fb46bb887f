import { readFile, stat } from 'node:fs/promises';

/** Null, which files are replaced by to be empty: character device 1:3 (Documentation/admin-guide/devices.txt). */
const NULL_DEVICE = (1 << 8) | 3;

/**
 * Reads a file of this computer that somebody named. Pipes and devices may never end, or block the process
 * that opens them.
 * @throws the system's error; an Error for what is neither a file nor /dev/null
 */
export const readPlainFile = async (path: string): Promise<Buffer> => {
  const kind = await stat(path);
  const isNull = kind.isCharacterDevice() && kind.rdev === NULL_DEVICE;
  if (kind.isFIFO() || kind.isSocket()) throw new Error('it is a pipe or a socket, no file');
  if (kind.isBlockDevice() || (kind.isCharacterDevice() && !isNull)) {
    throw new Error('it is a device, no file');
  }
  return readFile(path);
};
