import { constants, createReadStream, open, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { MOST_CHARACTERS } from '../document/yaml/limits.js';
import { Interrupted } from '../model/failure.js';

/** At least the UTF-8 length of the maximum number of characters read. */
const MOST_BYTES = 4 * MOST_CHARACTERS;

/** In ms: the writer of a pipe may need some time. */
const SILENCE = 30_000;

/** A pipe is opened without waiting for its writer: a blocked open() keeps the process from ending. */
const openPipe = async (path: string): Promise<Readable> => {
  // The socket owns the descriptor: a FileHandle would close it as well, when it is collected.
  const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false });
  pipe.setTimeout(SILENCE, () => {
    pipe.destroy(new Error(`nothing was written to this pipe for ${SILENCE / 1000} s`));
  });
  return pipe;
};

const openStream = async (path: string, kind: Stats): Promise<Readable> => {
  if (kind.isCharacterDevice() || kind.isBlockDevice())
    throw new Error('it is a device, not a file');
  return kind.isFIFO() ? openPipe(path) : createReadStream(path, { end: MOST_BYTES });
};

/**
 * The bytes of a file or of a pipe (`<(…)`); reading stops once there are too many.
 * @throws the system's error; an Error for a device or a terminal, which may have no end, and for a pipe
 *   without data; Interrupted
 */
export const readFileBytes = async (path: string, signal?: AbortSignal): Promise<Uint8Array> => {
  const stream = await openStream(path, await stat(path));
  const stop = (): void => {
    stream.destroy(new Interrupted(`reading ${path}`));
  };
  if (signal?.aborted === true) stop();
  signal?.addEventListener('abort', stop);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    // Leaving the loop closes the stream.
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > MOST_BYTES) break;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return Buffer.concat(parts);
};
