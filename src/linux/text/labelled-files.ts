import type { Argv } from '../../model/command.js';

/** A command that prints several files, each under a heading with its path. */
export const labelledFiles = (paths: readonly string[]): Argv => [
  'tail',
  '--verbose',
  '--lines=+1',
  ...paths,
];

/** The texts that it printed, by path. A file that could not be read has no entry. */
export const parseLabelledFiles = (text: string): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  const [, ...parts] = text.split(/^==> (.+) <==$/m);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [path = '', body = ''] = parts.slice(index, index + 2);
    files.set(path, `${body.trim()}\n`);
  }
  return files;
};
