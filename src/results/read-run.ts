import { join } from 'node:path';
import { UnreadableArchive } from './archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from './archive.js';
import { readJson } from './json-file.js';
import { readJournal, scanJournal, type JournalText } from './journal/read-journal.js';
import { openTrials } from './journal/stored-trials.js';
import type { RunRecord, TrialRecord } from './schema.js';
import { RUN_SCHEMAS, TRIAL_OF, TRIAL_SCHEMAS } from './versions/schemas.js';
import { CURRENT_VERSION, versionOf, type Version } from './versions/version.js';

/** run.json of an archive, not validated yet. @throws UnreadableArchive */
export const readRunJson = (file: string): Promise<unknown> =>
  readJson(file, `give a run's folder: one that contains ${RUN_FILE}`);

/**
 * Reads run.json of an archive of any known version; earlier versions are converted to the current one.
 * @throws UnreadableArchive with the file and the position in it
 */
export const readRun = async (folder: string): Promise<RunRecord> => {
  const file = join(folder, RUN_FILE);
  const value = await readRunJson(file);
  const schema = await RUN_SCHEMAS[versionOf(file, value)](folder);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  return parsed.data;
};

const versionIn = async (folder: string): Promise<Version> => {
  const file = join(folder, RUN_FILE);
  return versionOf(file, await readRunJson(file));
};

/** Checks that an archive has the current version. @throws UnreadableArchive */
export const requireCurrentVersion = async (folder: string): Promise<void> => {
  const version = await versionIn(folder);
  if (version === CURRENT_VERSION) return;
  throw new UnreadableArchive(join(folder, RUN_FILE), {
    got: `schemaVersion ${version}: it can be read, but not continued`,
    remedy: 'continue it with the vrbench that wrote it, or start a new run',
  });
};

/** Reads the journal of an archive of any known version into memory. @throws UnreadableArchive with file and line */
export const readTrials = async (folder: string): Promise<JournalText> =>
  readJournal(join(folder, JOURNAL_FILE), TRIAL_SCHEMAS[await versionIn(folder)]);

/**
 * Reads the journal of an archive of any known version, trial by trial; none is kept in memory.
 * @returns whether the last line is truncated
 * @throws UnreadableArchive with file and line, after the trials before it
 */
export const scanTrials = async (
  folder: string,
  onTrial: (trial: TrialRecord) => void | Promise<void>,
): Promise<boolean> =>
  scanJournal(join(folder, JOURNAL_FILE), TRIAL_SCHEMAS[await versionIn(folder)], onTrial);

const openIn = (folder: string, version: Version): Promise<JournalText> =>
  openTrials(join(folder, JOURNAL_FILE), TRIAL_SCHEMAS[version], TRIAL_OF[version]);

/**
 * The same for a journal that may be larger than memory: each trial's result is read on access.
 * @throws UnreadableArchive with file and line
 */
export const openTrialsOf = async (folder: string): Promise<JournalText> =>
  openIn(folder, await versionIn(folder));
