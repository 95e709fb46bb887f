import { join } from 'node:path';
import { UnreadableArchive } from '../../results/archive-failure.js';
import { JOURNAL_FILE } from '../../results/archive.js';
import { journalEnd, type JournalEnd } from '../../results/journal/journal.js';
import { lockArchive } from '../../results/lock/archive-lock.js';
import { openTrialsOf, readRun, requireCurrentVersion } from '../../results/read-run.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';

/** The locked archive of a run that has ended or was killed. */
export interface StoppedRun extends AsyncDisposable {
  readonly folder: string;
  /** run.json; the last results may be missing. */
  readonly record: RunRecord;
  /** The trials in the journal, without a truncated last line. */
  readonly trials: readonly TrialRecord[];
  readonly end: JournalEnd;
  /** The lock of the archive. */
  readonly lock: AsyncDisposable;
}

/** @throws UnreadableArchive if a sequence number is not the next one */
const requireInSequence = (file: string, trials: readonly TrialRecord[]): void => {
  for (const [index, { sequence }] of trials.entries()) {
    if (sequence === index + 1) continue;
    throw new UnreadableArchive(`${file}:${index + 1}`, {
      got: `trial ${sequence} where trial ${index + 1} is expected`,
      remedy: 'the journal was edited: start a new run',
    });
  }
};

/**
 * Opens the archive of a run to resume it.
 * @throws ArchiveInUse if a running controller is writing it
 * @throws UnreadableArchive if it is missing, of an earlier version, or damaged other than in the last line
 */
export const openStoppedRun = async (folder: string): Promise<StoppedRun> => {
  await requireCurrentVersion(folder);
  const lock = await lockArchive(folder);
  try {
    const journal = join(folder, JOURNAL_FILE);
    const record = await readRun(folder);
    const { trials } = await openTrialsOf(folder);
    requireInSequence(journal, trials);
    const end = await journalEnd(journal);
    return {
      folder,
      record,
      trials,
      end,
      lock,
      [Symbol.asyncDispose]: () => lock[Symbol.asyncDispose](),
    };
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
};
