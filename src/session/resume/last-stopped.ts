import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableArchive } from '../../results/archive-failure.js';
import { writerOf } from '../../results/lock/archive-lock.js';
import { ownerText } from '../../results/lock/owner.js';
import { readRun } from '../../results/read-run.js';
import { isRunSet, readRunSet } from '../../results/run-set.js';

/** Whether a folder has a run or a set that did not finish. */
const isStopped = async (folder: string): Promise<boolean> => {
  try {
    if (await isRunSet(folder)) {
      const { playbooks } = await readRunSet(folder);
      return playbooks.some(({ state }) => state === 'waiting' || state === 'failed');
    }
    return (await readRun(folder)).state.state !== 'complete';
  } catch (error) {
    // It is neither, or it cannot be read.
    if (error instanceof UnreadableArchive) return false;
    throw error;
  }
};

const foldersIn = async (results: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(results, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (cause) {
    throw new UnreadableArchive(results, {
      got: (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such folder' : String(cause),
      remedy: 'name the folder of the archives: --results FOLDER',
      cause,
    });
  }
};

/**
 * The newest unfinished run or set in a folder of results that no controller is writing. Names begin with
 * the start time.
 * @throws UnreadableArchive if there is none
 */
export const lastStopped = async (results: string): Promise<string> => {
  const written: string[] = [];
  for (const name of (await foldersIn(results)).toSorted().toReversed()) {
    const folder = join(results, name);
    if (!(await isStopped(folder))) continue;
    const writer = await writerOf(folder);
    if (writer === undefined) return folder;
    written.push(`${name} is being written by ${ownerText(writer)}`);
  }
  throw new UnreadableArchive(results, {
    got: ['it has no stopped run or set', ...written].join('\n  '),
    remedy: 'start a new run',
  });
};
