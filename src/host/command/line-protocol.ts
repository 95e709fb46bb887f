import { PassThrough, type Readable } from 'node:stream';

/** Asks a program a line and gives its answer, a line too. One question at a time. */
export type Ask = (question: string) => Promise<string>;

/** A program's standard input and output as questions and answers. */
export interface LineProtocol {
  readonly ask: Ask;
  /** What the program reads. */
  readonly questions: Readable;
  /** To be called with what the program writes. */
  readonly hear: (chunk: Buffer) => void;
  /** No question comes any more: the program reads the end of its input. */
  readonly close: () => void;
  /** No answer comes any more: the program has ended. */
  readonly abandon: () => void;
}

interface Expected {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/** Opens a dialogue with a program that answers every line it reads with a line. */
export const openLineProtocol = (): LineProtocol => {
  const questions = new PassThrough();
  let heard = '';
  let expected: Expected | undefined;
  let over = false;
  const ended = (): Error => new Error('the program ended before it answered');
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (over) {
          reject(ended());
          return;
        }
        expected = { resolve, reject };
        questions.write(`${question}\n`);
      }),
    questions,
    hear: (chunk) => {
      heard += chunk.toString();
      const end = heard.indexOf('\n');
      if (end < 0 || expected === undefined) return;
      const answer = heard.slice(0, end);
      heard = heard.slice(end + 1);
      const { resolve } = expected;
      expected = undefined;
      resolve(answer);
    },
    close: () => {
      questions.end();
    },
    abandon: () => {
      over = true;
      expected?.reject(ended());
    },
  };
};
