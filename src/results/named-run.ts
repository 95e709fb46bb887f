import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../model/failure.js';
import { JOURNAL_FILE, RUN_FILE } from './archive.js';

const isThere = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};

const isArchive = async (folder: string): Promise<boolean> =>
  (await isThere(join(folder, RUN_FILE))) || (await isThere(join(folder, JOURNAL_FILE)));

/** The names of all archives in a folder: they sort by time. */
const namesIn = async (results: string): Promise<readonly string[]> => {
  const all = (await isThere(results)) ? await readdir(results) : [];
  const found = await Promise.all(all.map((name) => isArchive(join(results, name))));
  return all.filter((_, index) => found[index]).toSorted();
};

/** `last`, and `last~1` for the one before it. */
const LAST = /^last(?:~(\d+))?$/;

const notFound = (named: string, results: string, got: string): Failure =>
  new Failure({
    attempted: `looking for the run ${named}`,
    got,
    remedy: `name a run's folder, a run in ${results} (-r), last, or last~1 for the one before`,
  });

/**
 * The folder of a run that is named on the command line: by its path, by its name in the folder of
 * results, or by when it was made: `last`, `last~1`.
 * @throws Failure
 */
export const namedRun = async (named: string, results: string): Promise<string> => {
  const [isLast, back = '0'] = LAST.exec(named) ?? [];
  if (isLast !== undefined && !(await isThere(named))) {
    const names = await namesIn(results);
    const name = names.at(-1 - Number(back));
    if (name !== undefined) return join(results, name);
    throw notFound(named, results, `${results} has ${names.length} runs`);
  }
  for (const folder of [named, join(results, named)]) {
    if (await isArchive(folder)) return folder;
  }
  const exists = await isThere(named);
  throw notFound(named, results, exists ? `${named} is no archive of a run` : 'no such run');
};
