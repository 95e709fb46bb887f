import { join } from 'node:path';
import type { z } from 'zod';
import { JOURNAL_FILE } from './archive.js';
import { withCurrentRows } from './earlier-conformance.js';
import { readJournal } from './journal/read-journal.js';
import { runSchema, type RunRecord } from './schema.js';
import { trialRecordSchema, type TrialRecord } from './trial-schema.js';
import type { Version } from './version.js';
import { runWith } from './version-2/run.js';
import { trialLine } from './version-2/trial.js';

/** A line of the journal in each version. */
export const TRIAL_SCHEMAS: Readonly<Record<Version, z.ZodType<TrialRecord>>> = {
  2: trialLine.pipe(trialRecordSchema),
  3: trialRecordSchema,
};

/** run.json in each version; one that has no figures of its own takes them from its trials. */
export const RUN_SCHEMAS: Readonly<
  Record<Version, (folder: string) => z.ZodType<RunRecord> | Promise<z.ZodType<RunRecord>>>
> = {
  2: async (folder) => {
    const { trials } = await readJournal(join(folder, JOURNAL_FILE), TRIAL_SCHEMAS[2]);
    const results = new Map(trials.map(({ sequence, result }) => [sequence, result]));
    return runWith((sequence) => results.get(sequence))
      .pipe(withCurrentRows)
      .pipe(runSchema);
  },
  3: () => withCurrentRows.pipe(runSchema),
};

/** The trial of a line that its version's schema has found valid. */
export const TRIAL_OF: Readonly<Record<Version, (value: unknown) => TrialRecord>> = {
  2: (value) => TRIAL_SCHEMAS[2].parse(value),
  // The schema changes nothing.
  3: (value) => value as TrialRecord,
};
