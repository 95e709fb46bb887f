import { join } from 'node:path';
import type { z } from 'zod';
import { UnreadableArchive } from '../archive-failure.js';
import { JOURNAL_FILE } from '../archive.js';
import { withCurrentRows } from './earlier-conformance.js';
import { scanJournal, type OnFault } from '../journal/read-journal.js';
import { runSchema, type RunRecord } from '../schema.js';
import { trialRecordSchema, type TrialRecord } from '../trial-schema.js';
import type { Version } from './version.js';
import { runWith } from '../version-2/run.js';
import { trialLine } from '../version-2/trial.js';

const EARLIER_TRIAL = trialLine.pipe(trialRecordSchema);

/** A line of the journal in each version. */
export const TRIAL_SCHEMAS: Readonly<Record<Version, z.ZodType<TrialRecord>>> = {
  1: EARLIER_TRIAL,
  2: EARLIER_TRIAL,
  3: trialRecordSchema,
};

type RunSchema = z.ZodType<RunRecord>;

/** @param onFault called for problems of the journal, instead of an error */
const earlierRun = async (folder: string, onFault?: OnFault): Promise<RunSchema> => {
  const results = new Map<number, TrialRecord['result']>();
  const keep = ({ sequence, result }: TrialRecord): void => {
    results.set(sequence, result);
  };
  try {
    await scanJournal(join(folder, JOURNAL_FILE), EARLIER_TRIAL, keep, onFault);
  } catch (error) {
    if (onFault === undefined || !(error instanceof UnreadableArchive)) throw error;
    onFault(error);
  }
  return runWith((sequence) => results.get(sequence))
    .pipe(withCurrentRows)
    .pipe(runSchema);
};

/** run.json in each version; versions without figures take them from the trials. */
export const RUN_SCHEMAS: Readonly<
  Record<Version, (folder: string, onFault?: OnFault) => RunSchema | Promise<RunSchema>>
> = {
  1: earlierRun,
  2: earlierRun,
  3: () => withCurrentRows.pipe(runSchema),
};

/** The trial of a line that its version's schema has accepted. */
export const TRIAL_OF: Readonly<Record<Version, (value: unknown) => TrialRecord>> = {
  1: (value) => EARLIER_TRIAL.parse(value),
  2: (value) => EARLIER_TRIAL.parse(value),
  // The schema changes nothing.
  3: (value) => value as TrialRecord,
};
