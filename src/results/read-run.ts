import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { UnreadableArchive } from './archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from './archive.js';
import { readJournal, type JournalText } from './journal/read-journal.js';
import { openTrials } from './journal/stored-trials.js';
import { runSchema, type RunRecord } from './schema.js';
import { trialRecordSchema, type TrialRecord } from './trial-schema.js';
import { withCurrentRows } from './earlier-conformance.js';
import { CURRENT_VERSION, versionOf, type Version } from './version.js';
import { runWith } from './version-2/run.js';
import { trialLine } from './version-2/trial.js';

/** A line of the journal in each version. */
const TRIALS: Readonly<Record<Version, z.ZodType<TrialRecord>>> = {
  2: trialLine.pipe(trialRecordSchema),
  3: trialRecordSchema,
};

/** run.json in each version; one that has no figures of its own takes them from its trials. */
const RUNS: Readonly<
  Record<Version, (folder: string) => z.ZodType<RunRecord> | Promise<z.ZodType<RunRecord>>>
> = {
  2: async (folder) => {
    const { trials } = await readJournal(join(folder, JOURNAL_FILE), TRIALS[2]);
    const results = new Map(trials.map(({ sequence, result }) => [sequence, result]));
    return runWith((sequence) => results.get(sequence))
      .pipe(withCurrentRows)
      .pipe(runSchema);
  },
  3: () => withCurrentRows.pipe(runSchema),
};

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

/** The parsed JSON of run.json, not validated yet. */
const readJson = async (file: string): Promise<unknown> => {
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
  const schema = await RUNS[versionOf(file, value)](folder);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  return parsed.data;
};

const versionIn = async (folder: string): Promise<Version> => {
  const file = join(folder, RUN_FILE);
  return versionOf(file, await readJson(file));
};

/** Makes sure that an archive is of the version that is written today. @throws UnreadableArchive */
export const requireCurrentVersion = async (folder: string): Promise<void> => {
  const version = await versionIn(folder);
  if (version === CURRENT_VERSION) return;
  throw new UnreadableArchive(join(folder, RUN_FILE), {
    got: `schemaVersion ${version}: it can be read, and nothing can be added to it`,
    remedy: 'go on with it with the vrbench that wrote it, or begin a new run',
  });
};

/** Reads the journal of an archive of any known version into memory. @throws UnreadableArchive with file and line */
export const readTrials = async (folder: string): Promise<JournalText> =>
  readJournal(join(folder, JOURNAL_FILE), TRIALS[await versionIn(folder)]);

/** The trial of a line that its version's schema has found valid. */
const TRIAL_OF: Readonly<Record<Version, (value: unknown) => TrialRecord>> = {
  2: (value) => TRIALS[2].parse(value),
  // The schema changes nothing.
  3: (value) => value as TrialRecord,
};

const openIn = (folder: string, version: Version): Promise<JournalText> =>
  openTrials(join(folder, JOURNAL_FILE), TRIALS[version], TRIAL_OF[version]);

/**
 * The same for a journal that may be longer than there is memory: each trial's result is read when it
 * is asked for. @throws UnreadableArchive with file and line
 */
export const openTrialsOf = async (folder: string): Promise<JournalText> =>
  openIn(folder, await versionIn(folder));
