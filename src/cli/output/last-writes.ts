import { setTimeout } from 'node:timers/promises';
import { Failure } from '../../model/failure.js';
import type { OutputStream } from './output-stream.js';

/** How long messages that nothing reads keep a process, in milliseconds. */
const PATIENCE = 2000;

/**
 * Waits until data has been read, however long the reader takes. A reader that closed the pipe wants no more.
 * @throws Failure where it could not be written
 */
export const dataWritten = async (out: OutputStream): Promise<void> => {
  await out.written();
  const { failure } = out;
  if (failure === undefined || failure.code === 'EPIPE') return;
  throw new Failure({
    attempted: 'writing to standard output',
    got: `${failure.message}: the output is incomplete`,
    remedy: 'print it to where there is space; the archive of a run is complete all the same',
    cause: failure,
  });
};

/** Waits briefly until messages have been read. */
export const messagesWritten = async (err: OutputStream): Promise<void> => {
  await Promise.race([err.written(), setTimeout(PATIENCE, undefined, { ref: false })]);
};
