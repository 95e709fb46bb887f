import { constants, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { jsonText } from '../../model/text/printable.js';
import { ArchiveGone, notWritten } from '../disk/not-written.js';
import type { TrialRecord } from '../trial-schema.js';
import { linesOf } from './lines.js';

/** The journal of a run under way: trials.ndjson, one line per trial. */
export interface Journal extends AsyncDisposable {
  /**
   * Adds a trial; it is on the disk when the promise resolves. One at a time.
   * @throws ArchiveNotWritten, with the trials before it as they were; ArchiveGone
   */
  readonly append: (trial: TrialRecord) => Promise<void>;
  /** How many it has. */
  readonly trials: () => number;
}

/** To append to a file that is there. */
const THERE = constants.O_WRONLY | constants.O_APPEND;

/** Where the whole lines of a journal end. */
export interface JournalEnd {
  readonly trials: number;
  /** In bytes. */
  readonly length: number;
}

/** Finds it: what is after it was being written when the run was stopped. @throws the system's error */
export const journalEnd = async (file: string): Promise<JournalEnd> => {
  let [trials, length] = [0, 0];
  for await (const line of linesOf(file)) {
    if (!line.whole) break;
    trials += 1;
    length = line.offset + line.length + 1;
  }
  return { trials, length };
};

/**
 * Opens a journal: a new file, or one that goes on after its whole lines, without what is after them.
 * @param end of one that goes on
 * @throws when a new file exists, one that goes on does not, or it cannot be written
 */
export const openJournal = async (file: string, end?: JournalEnd): Promise<Journal> => {
  const handle = await open(file, end === undefined ? 'ax' : THERE);
  let { trials, length } = end ?? { trials: 0, length: 0 };
  if (end !== undefined) {
    await handle.truncate(length);
    await handle.datasync();
  }
  /** What is written to a file that was deleted, or moved, is lost or elsewhere. */
  const assertInPlace = async (): Promise<void> => {
    const [own, found] = await Promise.all([handle.stat(), stat(file)]);
    if (own.ino !== found.ino || own.dev !== found.dev) throw new ArchiveGone(dirname(file));
  };
  return {
    trials: () => trials,
    append: async (trial) => {
      const line = Buffer.from(`${jsonText(trial)}\n`);
      try {
        await handle.appendFile(line);
        await handle.datasync();
        await assertInPlace();
      } catch (cause) {
        // A part of a line would be in the way of the next one; the space is needed for run.json.
        await handle.truncate(length).catch(() => undefined);
        throw await notWritten({ file, bytes: line.length, trials }, cause);
      }
      trials += 1;
      length += line.length;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
};
