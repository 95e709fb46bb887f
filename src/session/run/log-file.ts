import { openSync, writeSync } from 'node:fs';
import { printableJson } from '../../model/text/printable.js';

/** An open log file. */
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
 * Appends lines to a log. Synchronous, so that a crash loses no line; a trial writes a few dozen. If the
 * disk is full, lines are lost or truncated; results do not depend on them.
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
        // Nothing was written.
      }
    },
  };
};
