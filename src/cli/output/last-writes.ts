import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../model/failure.js';
import type { OutputStream } from './output-stream.js';

/** How long messages that nothing reads keep a process, in milliseconds. */
const MESSAGES_TIMEOUT = 2000;

/**
 * Waits until data has been read, however long the reader takes. A reader that closed the pipe needs no more.
 * @throws Failure if it could not be written
 */
export const dataWritten = async (out: OutputStream): Promise<void> => {
  await out.written();
  const { failure } = out;
  if (failure === undefined || failure.code === 'EPIPE') return;
  throw new Failure({
    attempted: 'writing to standard output',
    got: `${failure.message}: the output is incomplete`,
    remedy: 'print it to a disk with free space; the archive of a run is complete nevertheless',
    cause: failure,
  });
};

/** Waits briefly until messages have been read. */
export const messagesWritten = async (err: OutputStream): Promise<void> => {
  await Promise.race([err.written(), setTimeout(MESSAGES_TIMEOUT, undefined, { ref: false })]);
};
