import { reasonOf } from '../model/failure.js';
import { jsonText } from '../model/text/printable.js';
import { shortened } from '../model/text/shortened.js';
import { errorRecord } from './errors/error-record.js';
import { withGivenTestbed } from './errors/given-testbed.js';
import type { OutputStream } from './output/output-stream.js';

/** The process as a verb sees it: data goes to `out`, messages to `err`. */
export interface Io {
  readonly out: OutputStream;
  readonly err: OutputStream;
  /** Aborted by ^C and other signals that end the process. */
  readonly signal: AbortSignal;
}

const asLine = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** Writes one line of data. */
export const print = (io: Io, text: string): void => {
  io.out.write(asLine(text));
};

/** Writes records of CSV. */
export const printRecords = (io: Io, text: string): void => {
  io.out.writeRecords(text);
};

/** Writes a report, which emphasizes text by `out.style`. */
export const printStyled = (io: Io, text: string): void => {
  io.out.writeStyled(asLine(text));
};

/** Writes a message to standard error, truncated to a reasonable length. */
export const say = (io: Io, text: string): void => {
  io.err.write(`${shortened(text)}\n`);
};

/** Writes a value as JSON data. */
export const printJson = (io: Io, value: unknown): void => {
  print(io, jsonText(value, 2));
};

/**
 * Writes an error: as text, or with --json as one line of JSON.
 * @param testbed the value of -t, repeated in remedies
 */
export const sayFailure = (io: Io, error: unknown, json: boolean, testbed?: string): void => {
  if (json) io.err.write(`${jsonText({ error: errorRecord(error, testbed) })}\n`);
  else say(io, `vrbench: ${withGivenTestbed(reasonOf(error), testbed)}`);
};
