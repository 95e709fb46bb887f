import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UnreadableArchive } from '../archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from '../archive.js';
import { readRunSet, SET_FILE } from '../run-set.js';

const exists = async (file: string): Promise<boolean> => {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
};

/** Archives in a folder, by name. */
const archivesIn = async (folder: string): Promise<readonly string[]> => {
  const names = (await readdir(folder)).toSorted();
  const found = await Promise.all(
    names.map(async (name) => {
      const files = [RUN_FILE, JOURNAL_FILE].map((file) => exists(join(folder, name, file)));
      return (await Promise.all(files)).includes(true);
    }),
  );
  return names.filter((_, index) => found[index]).map((name) => join(folder, name));
};

/** The archives in a folder. */
export interface RunFolders {
  /** The name of the folder. */
  readonly name: string;
  /** One, or those of a set in the order of its playbooks. */
  readonly archives: readonly string[];
  /** Problems of the set itself. */
  readonly faults: readonly UnreadableArchive[];
}

/** The archives of a set; if set.json is damaged, all archives in its folder. */
const archivesOfSet = async (folder: string): Promise<Omit<RunFolders, 'name'>> => {
  try {
    const { playbooks } = await readRunSet(folder);
    const archives = playbooks.flatMap(({ run }) => (run === undefined ? [] : [join(folder, run)]));
    return { archives, faults: [] };
  } catch (error) {
    if (!(error instanceof UnreadableArchive)) throw error;
    return { archives: await archivesIn(folder), faults: [error] };
  }
};

/** The archives of a folder: itself, or those of a set of runs. */
export const runFoldersOf = async (folder: string): Promise<RunFolders> => {
  const name = basename(folder);
  const isSet = await exists(join(folder, SET_FILE));
  return isSet
    ? { name, ...(await archivesOfSet(folder)) }
    : { name, archives: [folder], faults: [] };
};
