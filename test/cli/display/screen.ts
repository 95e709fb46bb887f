import { Writable } from 'node:stream';
import type { Io } from '../../../src/cli/io.js';
import { OutputStream } from '../../../src/cli/output/output-stream.js';

/** A terminal, or a pipe, that keeps what is written to it. */
export interface Screen {
  readonly io: Io;
  readonly interrupt: () => void;
  /** The lines as a reader sees them, after all cursor movements. */
  readonly lines: () => readonly string[];
  readonly resize: (columns: number) => void;
}

/** Writes to a line from a column on; knows the two sequences that a progress bar uses. */
const shown = (written: string): readonly string[] => {
  const lines = [''];
  let column = 0;
  // eslint-disable-next-line no-control-regex
  for (const [part] of written.matchAll(/\u001b\[1G|\u001b\[2K|\n|[^\u001b\n]+/g)) {
    const last = lines.length - 1;
    if (part === '\n') {
      lines.push('');
      column = 0;
    } else if (part === '\u001b[1G') column = 0;
    else if (part === '\u001b[2K') lines[last] = '';
    else {
      lines[last] = (lines[last] ?? '').slice(0, column) + part;
      column += part.length;
    }
  }
  return lines;
};

/** A screen with nothing on it. */
export const screen = ({ isTTY, columns = 80 }: { isTTY: boolean; columns?: number }): Screen => {
  const controller = new AbortController();
  let written = '';
  const writable = new Writable({
    write: (chunk, _, done) => {
      written += String(chunk);
      done();
    },
  });
  const stream = Object.assign(writable, { isTTY, columns });
  return {
    io: {
      out: new OutputStream(undefined),
      err: new OutputStream(stream),
      signal: controller.signal,
    },
    interrupt: () => {
      controller.abort();
    },
    lines: () => shown(written),
    resize: (to) => {
      Object.assign(stream, { columns: to });
    },
  };
};
