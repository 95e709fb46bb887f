import { join } from 'node:path';
import type { UnreadableArchive } from '../archive-failure.js';
import { JOURNAL_FILE } from '../archive.js';
import { scanJournal } from '../journal/read-journal.js';
import type { RunRecord } from '../schema.js';
import { trialSummary, trialSummarySchema, type TrialSummary } from '../summaries/trial-summary.js';
import { TRIAL_SCHEMAS } from '../versions/schemas.js';
import type { Version } from '../versions/version.js';
import type { Parser } from './known-part.js';
import { asFault, findRun, namedFaults } from './salvage-run.js';

/** The readable part of an archive needed for comparisons, and its faults. */
export interface SalvagedSummaries {
  /** Undefined if nothing of run.json can be read. */
  readonly run: RunRecord | undefined;
  readonly trials: readonly TrialSummary[];
  /** Whether the journal's last line is truncated. */
  readonly torn: boolean;
  readonly faults: readonly UnreadableArchive[];
}

/** A line of the journal in each version. */
const LINES: Readonly<Record<Version, Parser<TrialSummary>>> = {
  1: TRIAL_SCHEMAS[1].transform(trialSummary),
  2: TRIAL_SCHEMAS[2].transform(trialSummary),
  3: trialSummarySchema,
};

/**
 * Reads what comparisons need from an archive that may be damaged, in a fraction of the time for all of
 * it. Never throws.
 */
export const salvageSummaries = async (folder: string): Promise<SalvagedSummaries> => {
  const { run, version = 3, faults } = await findRun(folder);
  const file = join(folder, JOURNAL_FILE);
  const trials: TrialSummary[] = [];
  const damaged: UnreadableArchive[] = [];
  let torn = false;
  try {
    torn = await scanJournal(
      file,
      LINES[version],
      (trial) => {
        trials.push(trial);
      },
      (fault) => {
        damaged.push(fault);
      },
    );
  } catch (error) {
    damaged.push(asFault(file, error));
  }
  return { run, trials, torn, faults: [...faults, ...namedFaults(file, damaged)] };
};
