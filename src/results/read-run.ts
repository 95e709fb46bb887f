import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableArchive } from './archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from './archive.js';
import { readJournal, type JournalText } from './journal/read-journal.js';
import { openTrials } from './journal/stored-trials.js';
import type { RunRecord } from './schema.js';
import { RUN_SCHEMAS, TRIAL_OF, TRIAL_SCHEMAS } from './version-schemas.js';
import { versionOf, type Version } from './version.js';

const reading = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UnreadableArchive(file, {
      got: missing ? 'no such file' : String(cause),
      ...(missing && { remedy: `name a run's folder: one that has a ${RUN_FILE} in it` }),
      cause,
    });
  }
};

/** The parsed JSON of run.json, not validated yet. @throws UnreadableArchive */
export const readJson = async (file: string): Promise<unknown> => {
  const text = await reading(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableArchive(file, { got: String(cause), cause });
  }
};

/**
 * Reads run.json of an archive of any known version; an earlier one is converted to the current version.
 * @throws UnreadableArchive with the file and the place in it
 */
export const readRun = async (folder: string): Promise<RunRecord> => {
  const file = join(folder, RUN_FILE);
  const value = await readJson(file);
  const schema = await RUN_SCHEMAS[versionOf(file, value)](folder);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  return parsed.data;
};

const versionIn = async (folder: string): Promise<Version> => {
  const file = join(folder, RUN_FILE);
  return versionOf(file, await readJson(file));
};

/** Reads the journal of an archive of any known version into memory. @throws UnreadableArchive with file and line */
export const readTrials = async (folder: string): Promise<JournalText> =>
  readJournal(join(folder, JOURNAL_FILE), TRIAL_SCHEMAS[await versionIn(folder)]);

const openIn = (folder: string, version: Version): Promise<JournalText> =>
  openTrials(join(folder, JOURNAL_FILE), TRIAL_SCHEMAS[version], TRIAL_OF[version]);

/**
 * The same for a journal that may be longer than there is memory: each trial's result is read when it
 * is asked for. @throws UnreadableArchive with file and line
 */
export const openTrialsOf = async (folder: string): Promise<JournalText> =>
  openIn(folder, await versionIn(folder));
