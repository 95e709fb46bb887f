import type { Argv } from '../../model/command.js';

/** @throws RangeError for an argument with a NUL, which cannot be passed to a process */
export const assertPassable = (argv: Argv): void => {
  const bad = argv.find((argument) => argument.includes('\0'));
  if (bad !== undefined) {
    throw new RangeError(`an argument cannot hold a NUL: ${JSON.stringify(bad)}`);
  }
};

/**
 * One argument, quoted for a POSIX shell: within single quotes only the single quote itself is
 * special (POSIX.1-2017 XCU 2.2.2).
 */
export const quote = (argument: string): string => `'${argument.replaceAll("'", `'\\''`)}'`;

/** A word that needs no quotes. */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/;
/** A word as typed in a shell. */
export const quoteIfNeeded = (word: string): string => (PLAIN.test(word) ? word : quote(word));

/** Decodes its arguments' escapes, and executes the result. */
const DECODE = 'eval "exec $(printf %b "$@")"';

/** The bytes that some shell treats specially within single quotes, as octal escapes for printf %b. */
const escaped = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replaceAll(
      /[^ -~]|[!'\\]/g,
      (byte) => `\\0${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
    );

/** In bytes; csh refuses a long word, and an escape takes five characters. */
const CHUNK = 200;

/**
 * The command line that any login shell splits into exactly these arguments. The only
 * place where an argument vector becomes shell text: an SSH exec request takes nothing else (RFC
 * 4254 section 6.5). fish takes a backslash in single quotes as an escape, csh an exclamation mark as
 * history and a newline as an error, so `sh` is given the POSIX command line in escapes that none of
 * them looks at.
 */
export const commandLine = (argv: Argv): string => {
  const bytes = Buffer.from(argv.map(quoteIfNeeded).join(' '));
  const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, index) =>
    escaped(bytes.subarray(index * CHUNK, (index + 1) * CHUNK)),
  );
  return `sh -c '${DECODE}' sh ${chunks.map((chunk) => `'${chunk}'`).join(' ')}`;
};

/** A command as typed in a shell, truncated to `length` characters; for messages only. */
export const readable = (argv: Argv, length = 160): string => {
  const text = argv
    .map((word) => quoteIfNeeded(word.replaceAll('\0', '\\0')))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
};
