import { PassThrough, type Readable } from 'node:stream';

/** Sends a line to a program and returns its answer. One at a time. */
export type Ask = (line: string) => Promise<string>;

/** A program's standard input and output as lines and their answers. */
export interface LineProtocol {
  readonly ask: Ask;
  /** The program's standard input. */
  readonly stdin: Readable;
  /** Receives the program's output. */
  readonly onStdout: (chunk: Buffer) => void;
  /** Ends the program's input. */
  readonly close: () => void;
  /** Rejects pending requests: the program has exited. */
  readonly abandon: () => void;
}

interface Pending {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** The line protocol of one program, not started yet. */
export const openLineProtocol = (): LineProtocol => {
  const stdin = new PassThrough();
  let received = '';
  let pending: Pending | undefined;
  let exited = false;
  const unanswered = (): Error => new Error('the program exited before it answered');
  return {
    ask: (line) =>
      new Promise((resolve, reject) => {
        if (exited) {
          reject(unanswered());
          return;
        }
        pending = { resolve, reject };
        stdin.write(`${line}\n`);
      }),
    stdin,
    onStdout: (chunk) => {
      received += chunk.toString();
      const end = received.indexOf('\n');
      if (end < 0 || pending === undefined) return;
      const answer = received.slice(0, end);
      received = received.slice(end + 1);
      const { resolve } = pending;
      pending = undefined;
      resolve(answer);
    },
    close: () => {
      stdin.end();
    },
    abandon: () => {
      exited = true;
      pending?.reject(unanswered());
    },
  };
};
