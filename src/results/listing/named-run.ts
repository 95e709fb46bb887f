import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { plural } from '../../document/wording.js';
import { Failure } from '../../model/failure.js';
import { JOURNAL_FILE, RUN_FILE } from '../archive.js';
import { isRunSet } from '../run-set.js';

const isThere = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
};

/** Whether a folder is the archive of a run. */
export const isArchive = async (folder: string): Promise<boolean> =>
  (await isThere(join(folder, RUN_FILE))) || (await isThere(join(folder, JOURNAL_FILE)));

const isArchiveOrSet = async (folder: string): Promise<boolean> =>
  (await isArchive(folder)) || (await isRunSet(folder));

/** The names of the matching folders, which sort by time. */
const namesIn = async (
  results: string,
  isWanted: (folder: string) => Promise<boolean>,
): Promise<readonly string[]> => {
  const all = (await isThere(results)) ? await readdir(results) : [];
  const found = await Promise.all(all.map((name) => isWanted(join(results, name))));
  return all.filter((_, index) => found[index]).toSorted();
};

/** `last`, or `last~1` for the one before it. */
const LAST = /^last(?:~(\d+))?$/;

const notFound = (named: string, results: string, got: string): Failure =>
  new Failure({
    attempted: `looking for the run ${named}`,
    got,
    remedy: `name a run's folder, a run in ${results} (-r), last, or last~1 for the one before`,
  });

/** 1 for `last~1`; undefined for a path or a name. */
const stepsBack = async (named: string): Promise<number | undefined> => {
  const [isLast, back = '0'] = LAST.exec(named) ?? [];
  return isLast === undefined || (await isThere(named)) ? undefined : Number(back);
};

const fromLast = async (
  named: string,
  back: number,
  results: string,
  isWanted: (folder: string) => Promise<boolean>,
): Promise<string> => {
  const names = await namesIn(results, isWanted);
  const name = names.at(-1 - back);
  if (name !== undefined) return join(results, name);
  throw notFound(named, results, `${results} has ${plural(names.length, 'run')}`);
};

/**
 * The folder of a run given on the command line: by its path, by its name in the folder of results, or by
 * its age: `last`, `last~1`.
 * @throws Failure
 */
export const namedRun = async (named: string, results: string): Promise<string> => {
  const back = await stepsBack(named);
  if (back !== undefined) return fromLast(named, back, results, isArchive);
  for (const folder of [named, join(results, named)]) {
    if (await isArchive(folder)) return folder;
  }
  const exists = await isThere(named);
  throw notFound(named, results, exists ? `${named} is not the archive of a run` : 'no such run');
};

/**
 * The same for a run or a set of runs, which may be damaged: a name that is not found is returned
 * unchanged, so that reading it reports the problem.
 * @throws Failure if there is no last one
 */
export const namedRunOrSet = async (named: string, results: string): Promise<string> => {
  const back = await stepsBack(named);
  if (back !== undefined) return fromLast(named, back, results, isArchiveOrSet);
  const own = join(results, named);
  return !(await isThere(named)) && (await isThere(own)) ? own : named;
};
