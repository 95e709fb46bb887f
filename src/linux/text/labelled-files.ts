import type { Argv } from '../../model/command.js';

/** A command that prints several files in one go, each under a heading with its path. */
export const labelledFiles = (paths: readonly string[]): Argv => [
  'tail',
  '--verbose',
  '--lines=+1',
  ...paths,
];

/** What that command printed, by path. A file whose text is missing has no entry. */
export const parseLabelledFiles = (text: string): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  const [, ...parts] = text.split(/^==> (.+) <==$/m);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [path = '', body = ''] = parts.slice(index, index + 2);
    files.set(path, `${body.trim()}\n`);
  }
  return files;
};
