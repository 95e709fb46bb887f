import type { Argv } from '../../model/command.js';

/** @throws RangeError for an argument with a NUL, which no process can be given */
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

/**
 * The command line that a remote shell splits into exactly these arguments. The only place where
 * an argument vector becomes shell text: an SSH exec request takes nothing else (RFC 4254
 * section 6.5).
 */
export const commandLine = (argv: Argv): string => argv.map(quote).join(' ');

const PLAIN = /^[\w@%+=:,./-]+$/;

/** A command as one would type it, truncated to `length` characters; for messages only. */
export const readable = (argv: Argv, length = 160): string => {
  const text = argv
    .map((word) => (PLAIN.test(word) ? word : quote(word.replaceAll('\0', '\\0'))))
    .join(' ')
    .replaceAll(/\s+/g, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
};
