import { readFile, stat } from 'node:fs/promises';

/** /dev/null, which users name for an empty file: character device 1:3 (Documentation/admin-guide/devices.txt). */
const NULL_DEVICE = (1 << 8) | 3;

/**
 * Reads a file on this computer that a user named. Pipes and devices may never end, or block the process
 * that opens them.
 * @throws the system's error; an Error for anything but a file or /dev/null
 */
export const readPlainFile = async (path: string): Promise<Buffer> => {
  const kind = await stat(path);
  const isNull = kind.isCharacterDevice() && kind.rdev === NULL_DEVICE;
  if (kind.isFIFO() || kind.isSocket()) throw new Error('it is a pipe or a socket, not a file');
  if (kind.isBlockDevice() || (kind.isCharacterDevice() && !isNull)) {
    throw new Error('it is a device, not a file');
  }
  return readFile(path);
};
