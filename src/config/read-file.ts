import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { MOST_CHARACTERS } from '../document/yaml/limits.js';

/** More bytes than the most characters that are read have in UTF-8. */
const MOST_BYTES = 4 * MOST_CHARACTERS;

/**
 * The bytes of a file or of a pipe (`<(…)`), no more of them than it takes to see that there are too many.
 * @throws the system's error; an Error for a device or a terminal, which may have no end
 */
export const readFileBytes = async (path: string): Promise<Uint8Array> => {
  const kind = await stat(path);
  if (kind.isCharacterDevice() || kind.isBlockDevice()) throw new Error('it is a device, no file');
  return buffer(createReadStream(path, { end: MOST_BYTES }));
};
