import type { Command } from '../../model/command.js';

/** One line for `ip -batch`: an object and its arguments, without `ip` itself. */
export type IpLine = readonly string[];

/** Options of `ip -batch`. */
export interface IpBatchOptions {
  /** A tool of iproute2 that reads batches. Default `ip`. */
  readonly tool?: 'ip' | 'bridge' | undefined;
  /** The network namespace to change; the machine's own when absent. */
  readonly namespace?: string | undefined;
  /** Continue after a line that failed, as undoing must. */
  readonly force?: boolean | undefined;
}

/** A plain word for ip's batch reader: no blanks, and none of its special characters. */
const WORD = /^[^\s\p{C}'"#\\]+$/u;

const lineOf = (words: IpLine): string => {
  const odd = words.find((word) => !WORD.test(word));
  if (words.length === 0 || odd !== undefined) {
    throw new RangeError(`not a line for ip -batch: ${JSON.stringify(words)}`);
  }
  return `${words.join(' ')}\n`;
};

/**
 * Many changes by one `ip` process, which reads them from standard input. Without `force` it stops at
 * the first line that fails. Name devices after a keyword (`dev e0`, `name e0`): on its own, a name
 * that abbreviates a keyword is mistaken for it.
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

/** iproute2 opens a namespace for each `netns NAME` of a batch and closes none before it ends. */
const MOST_NAMESPACES = 500;

/**
 * Many changes, in order, by as few processes as can do them: a process may have 1,024 files open.
 * @throws RangeError as ipBatch does
 */
export const ipBatches = (
  lines: readonly IpLine[],
  options: IpBatchOptions = {},
): readonly Command[] => {
  const parts: IpLine[][] = [[]];
  let opened = 0;
  for (const line of lines) {
    const opens = line.filter((word) => word === 'netns').length;
    if (opened + opens > MOST_NAMESPACES) {
      parts.push([]);
      opened = 0;
    }
    opened += opens;
    parts.at(-1)?.push(line);
  }
  return parts.map((part) => ipBatch(part, options));
};

/** Messages of ip for something to be removed that does not exist. */
const MISSING = [
  /^Cannot find device /,
  /^Device "[^"]*" does not exist/,
  /Address not found/,
  /: No such (file or directory|process|device)$/,
  /Cannot assign requested address$/,
];

const FAILED = /^Command failed -:\d+$/;
const isMissing = (line: string): boolean => MISSING.some((form) => form.test(line));

/**
 * The errors of a failed batch that removes things, from the messages of
 * `ip -force -batch`; except those about things that were already gone. Of each command that failed,
 * the reason is in the line before that message. Anything else comes from the dynamic linker, a
 * wrapper, for example, and is ignored.
 */
export const removalProblems = (stderr: string): string[] => {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const reasons = lines.filter((_, index) => FAILED.test(lines[index + 1] ?? ''));
  if (reasons.length > 0) return reasons.filter((line) => !isMissing(line));
  // No command was run: the namespace is missing, or for another reason.
  return lines.some(isMissing) ? [] : lines;
};
