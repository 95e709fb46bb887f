import { openSync, writeSync } from 'node:fs';
import { printableJson } from '../../model/text/printable.js';

/** A log that is written to. */
export interface LogFile {
  readonly write: (line: string) => void;
}

const opened = (path: string): number | undefined => {
  try {
    return openSync(path, 'a');
  } catch {
    return undefined;
  }
};

/**
 * Appends lines to a log. Synchronous, so that a crash loses no line; a trial writes a few dozen. A
 * line that finds no space is lost, whole or in part: results do not depend on it.
 */
export const openLogFile = (path: string): LogFile => {
  const file = opened(path);
  let torn = false;
  return {
    write: (line) => {
      const bytes = Buffer.from(`${torn ? '\n' : ''}${printableJson(line)}`);
      try {
        if (file !== undefined) torn = writeSync(file, bytes) < bytes.length;
      } catch {
        // Nothing of it was written.
      }
    },
  };
};
