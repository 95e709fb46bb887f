import { styleText } from 'node:util';
import type { Style } from '../report/terminal/style.js';
import { Failure, reasonOf } from '../model/failure.js';
import { withGivenTestbed } from './given-testbed.js';

/** The process as a verb sees it: data goes to `out`, messages to `err`. */
export interface Io {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Aborted by ^C and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Colours for data, where `out` is a terminal that shows them. */
export const styleOf =
  ({ out }: Io): Style =>
  (format, text) =>
    styleText(format, text, { stream: out });

/** Writes one line of data. */
export const print = (io: Io, text: string): void => {
  io.out.write(text.endsWith('\n') ? text : `${text}\n`);
};

/** Writes one line to standard error. */
export const say = (io: Io, text: string): void => {
  io.err.write(`${text}\n`);
};

/** Writes a value as JSON data. */
export const printJson = (io: Io, value: unknown): void => {
  print(io, JSON.stringify(value, null, 2));
};

/**
 * Writes an error: as text, or as one JSON object with --json.
 * @param testbed what the command line gave with -t; remedies repeat it
 */
export const sayFailure = (io: Io, error: unknown, json: boolean, testbed?: string): void => {
  const message = withGivenTestbed(reasonOf(error), testbed);
  if (json) {
    const kind = error instanceof Failure ? error.kind : 'failure';
    say(io, JSON.stringify({ error: { kind, message } }));
    return;
  }
  say(io, `vrbench: ${message}`);
};
