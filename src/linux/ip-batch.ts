import type { Command } from '../model/command.js';

/** One line for `ip -batch`: an object and its arguments, without `ip` itself. */
export type IpLine = readonly string[];

/** How a batch is run. */
export interface IpBatchOptions {
  /** A tool of iproute2 that reads batches. Default `ip`. */
  readonly tool?: 'ip' | 'bridge';
  /** The network namespace it works in; absent is the machine's own. */
  readonly namespace?: string;
  /** Go on after a line that failed, as undoing must. */
  readonly force?: boolean;
}

/** What `ip` reads as one plain word: no blanks, and nothing its batch reader takes for syntax. */
const WORD = /^[^\s\p{C}'"#\\]+$/u;

const lineOf = (words: IpLine): string => {
  const odd = words.find((word) => !WORD.test(word));
  if (words.length === 0 || odd !== undefined) {
    throw new RangeError(`not a line for ip -batch: ${JSON.stringify(words)}`);
  }
  return `${words.join(' ')}\n`;
};

/**
 * Many changes by one `ip` process, its lines on standard input. Without `force` it stops at the
 * first line that fails. Name devices behind a keyword (`dev e0`, `name e0`): on its own, a name
 * that abbreviates a keyword is taken for it.
 * @throws RangeError for a word that the batch reader would split or drop
 */
export const ipBatch = (lines: readonly IpLine[], options: IpBatchOptions = {}): Command => ({
  argv: [
    options.tool ?? 'ip',
    ...(options.namespace === undefined ? [] : ['-n', options.namespace]),
    ...(options.force === true ? ['-force'] : []),
    '-batch',
    '-',
  ],
  stdin: lines.map(lineOf).join(''),
});

/** Ways in which ip says that what was to be removed is not there. */
const MISSING = [
  /^Cannot find device /,
  /^Device "[^"]*" does not exist/,
  /Address not found/,
  /: No such (file or directory|process|device)$/,
  /Cannot assign requested address$/,
];

/**
 * What went wrong in a batch that removes things: the messages of `ip -force -batch`, without
 * those that only say that the thing was gone already.
 */
export const removalProblems = (stderr: string): string[] =>
  stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^Command failed -:\d+$/.test(line))
    .filter((line) => !MISSING.some((form) => form.test(line)));
