import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { reasonOf } from '../../model/failure.js';
import { UnreadableArchive } from '../archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from '../archive.js';
import { readRunJson } from '../read-run.js';
import { readRunSet, SET_FILE, type RunSet } from '../run-set.js';
import { versionOf } from '../versions/version.js';
import { LISTED_SCHEMAS, type ListedRun } from './listed-run.js';

/** An archive, or a set of them, that cannot be read. */
export interface UnreadableEntry {
  readonly kind: 'unreadable';
  readonly folder: string;
  readonly reason: string;
}

/** An archive in a folder of results. */
export type RunEntry =
  { readonly kind: 'run'; readonly folder: string; readonly run: ListedRun } | UnreadableEntry;

/** A set with its archives, by their folders' names. */
export interface SetEntry {
  readonly kind: 'set';
  readonly folder: string;
  readonly set: RunSet;
  readonly runs: readonly RunEntry[];
}

export type ResultsEntry = RunEntry | SetEntry;

/** Maximum number of open files. */
const MOST_OPEN = 64;

const unreadable = (folder: string, error: unknown): UnreadableEntry => ({
  kind: 'unreadable',
  folder,
  reason: error instanceof UnreadableArchive ? error.facts.got : reasonOf(error),
});

const readEntry = async (folder: string): Promise<RunEntry> => {
  try {
    const file = join(folder, RUN_FILE);
    const value = await readRunJson(file);
    const parsed = LISTED_SCHEMAS[versionOf(file, value)].safeParse(value);
    if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
    return { kind: 'run', folder, run: parsed.data };
  } catch (error) {
    return unreadable(folder, error);
  }
};

/** The names in a folder; none if it is not a folder, or cannot be read. */
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** The folders in a folder, by name: archives begin with their time. */
const foldersIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => join(folder, name))
    .toSorted();

/** Limits concurrent reads. */
type Limit = ReturnType<typeof pLimit>;

const entryOf = async (folder: string, limit: Limit): Promise<readonly ResultsEntry[]> => {
  const names = await limit(() => namesIn(folder));
  if (names.includes(RUN_FILE)) return [await limit(() => readEntry(folder))];
  if (names.includes(SET_FILE)) return [await setOf(folder, limit)];
  // Without either file, only a journal distinguishes an archive from any other folder.
  return names.includes(JOURNAL_FILE)
    ? [{ kind: 'unreadable', folder, reason: `it has no ${RUN_FILE}` }]
    : [];
};

const setOf = async (folder: string, limit: Limit): Promise<SetEntry | UnreadableEntry> => {
  try {
    const [set, folders] = await Promise.all([readRunSet(folder), foldersIn(folder)]);
    const runs = await Promise.all(folders.map((each) => limit(() => readEntry(each))));
    return { kind: 'set', folder, set, runs };
  } catch (error) {
    return unreadable(folder, error);
  }
};

/**
 * Lists the archives and sets of archives in a folder, oldest first. Only run.json of each is read.
 * Unreadable ones are listed with the reason; folders that are not archives are omitted.
 * @throws UnreadableArchive if there is no such folder
 */
export const listRuns = async (root: string): Promise<readonly ResultsEntry[]> => {
  const limit = pLimit(MOST_OPEN);
  let folders: readonly string[];
  try {
    folders = await foldersIn(root);
  } catch (cause) {
    throw new UnreadableArchive(root, {
      got: (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such folder' : reasonOf(cause),
      remedy: 'give the folder of the archives with --results',
      cause,
    });
  }
  return (await Promise.all(folders.map((folder) => entryOf(folder, limit)))).flat();
};
