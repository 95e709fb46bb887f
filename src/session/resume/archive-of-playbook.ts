import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.js';
import { readRun } from '../../results/read-run.js';

const playbookOf = async (archive: string): Promise<string | undefined> => {
  try {
    return (await readRun(archive)).inputs?.playbook.file;
  } catch (error) {
    // No archive, or one whose run had not begun.
    if (error instanceof Failure) return undefined;
    throw error;
  }
};

/**
 * The newest archive of a playbook in a set's folder, whether or not set.json names it: a controller that was
 * killed has not entered it. Undefined where its run has not begun.
 * @param playbook its file, as set.json has it
 */
export const archiveOfPlaybook = async (
  folder: string,
  playbook: string,
): Promise<string | undefined> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of names.toSorted().toReversed()) {
    const archive = join(folder, name);
    if ((await playbookOf(archive)) === playbook) return archive;
  }
  return undefined;
};
