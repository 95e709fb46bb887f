import { join } from 'node:path';
import { Failure } from '../../model/failure.js';
import { JOURNAL_FILE } from '../../results/archive.js';
import { journalEnd, type JournalEnd } from '../../results/journal/journal.js';
import { lockArchive } from '../../results/lock/archive-lock.js';
import { openTrialsOf, readRun, requireCurrentVersion } from '../../results/read-run.js';
import type { RunRecord, TrialRecord } from '../../results/schema.js';

/** The archive of a run that has ended or was killed, which no other controller writes while this is open. */
export interface StoppedRun extends AsyncDisposable {
  readonly folder: string;
  /** run.json; results that were found last may be missing in it. */
  readonly record: RunRecord;
  /** Of the journal, without a line that was cut off. */
  readonly trials: readonly TrialRecord[];
  readonly end: JournalEnd;
  /** The archive itself is locked. */
  readonly lock: AsyncDisposable;
}

/** A number of a journal that is not the next one. */
const misplaced = (trials: readonly TrialRecord[], folder: string): Failure | undefined => {
  const index = trials.findIndex(({ sequence }, place) => sequence !== place + 1);
  if (index < 0) return undefined;
  return new Failure({
    attempted: `reading ${join(folder, JOURNAL_FILE)}`,
    got: `line ${index + 1} has trial ${trials[index]?.sequence ?? 0}`,
    remedy: 'the journal was edited: begin a new run',
  });
};

/**
 * Opens the archive of a run, to go on with it.
 * @throws ArchiveInUse where a controller that is running writes it
 * @throws UnreadableArchive for one that is missing, of an earlier version, or damaged but for the last line
 */
export const openStoppedRun = async (folder: string): Promise<StoppedRun> => {
  await requireCurrentVersion(folder);
  const lock = await lockArchive(folder);
  try {
    const [record, { trials }, end] = await Promise.all([
      readRun(folder),
      openTrialsOf(folder),
      journalEnd(join(folder, JOURNAL_FILE)),
    ]);
    const wrong = misplaced(trials, folder);
    if (wrong !== undefined) throw wrong;
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
