import { OutputStream, type StandardStream } from './output-stream.js';

interface Blocking {
  readonly _handle?: { readonly setBlocking?: (blocking: boolean) => unknown };
}

/**
 * Node waits until a terminal accepts what is written: one that is stopped by ^S, or whose other end
 * reads nothing, would stop the run, with the generator running.
 */
const withoutWaiting = (stream: StandardStream): StandardStream => {
  if (stream.isTTY === true) (stream as Blocking)._handle?.setBlocking?.(false);
  return stream;
};

/** An output of the process. @param open fails if the terminal is closed by then */
const openOutput = (open: () => StandardStream, mostWaiting?: number): OutputStream => {
  try {
    return new OutputStream(withoutWaiting(open()), mostWaiting);
  } catch {
    return new OutputStream(undefined);
  }
};

/** Standard output, for data: however much there is, it waits for its reader. */
export const standardOutput = (): OutputStream => openOutput(() => process.stdout, Infinity);

/** Standard error, for messages: those that nothing reads are dropped. */
export const standardError = (): OutputStream => openOutput(() => process.stderr);
