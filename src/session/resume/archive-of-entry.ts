import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../model/failure.js';
import { readRun } from '../../results/read-run.js';
import type { RunSet, RunSetEntry } from '../../results/run-set.js';

const playbookOf = async (archive: string): Promise<string | undefined> => {
  try {
    return (await readRun(archive)).inputs?.playbook.file;
  } catch (error) {
    // Not an archive, or its run had not started.
    if (error instanceof Failure) return undefined;
    throw error;
  }
};

/**
 * The archive in which a playbook of a set is resumed: the one that its entry names, or else the first one of
 * the playbook that no entry names, as a killed controller may not have entered it. Undefined if its run has
 * not started, or its archive was removed.
 */
export const archiveOfEntry = async (
  folder: string,
  { playbooks }: Pick<RunSet, 'playbooks'>,
  { playbook, run }: RunSetEntry,
): Promise<string | undefined> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (run !== undefined && names.includes(run)) return join(folder, run);
  // A set may contain a playbook several times.
  const entered = new Set(playbooks.map((entry) => entry.run));
  for (const name of names.toSorted()) {
    const archive = join(folder, name);
    if (!entered.has(name) && (await playbookOf(archive)) === playbook) return archive;
  }
  return undefined;
};
