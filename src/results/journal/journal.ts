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
  /** The number of trials. */
  readonly trials: () => number;
}

/** Append to an existing file. */
const THERE = constants.O_WRONLY | constants.O_APPEND;

/** The end of the complete lines of a journal. */
export interface JournalEnd {
  readonly trials: number;
  /** In bytes. */
  readonly length: number;
}

/** Finds the end; an incomplete line after it was being written when the run stopped. @throws the system's error */
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
 * Opens a journal: a new file, or an existing one, to append after its complete lines.
 * @param end of an existing journal
 * @throws if a new file exists, an existing one is missing, or it cannot be written
 */
export const openJournal = async (file: string, end?: JournalEnd): Promise<Journal> => {
  const handle = await open(file, end === undefined ? 'ax' : THERE);
  let { trials, length } = end ?? { trials: 0, length: 0 };
  if (end !== undefined) {
    await handle.truncate(length);
    await handle.datasync();
  }
  /** Detects that the file was deleted or moved. */
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
        // Remove the partial line: it would corrupt the next one, and run.json needs the space.
        await handle.truncate(length).catch(() => undefined);
        throw await notWritten({ file, bytes: line.length, trials }, cause);
      }
      trials += 1;
      length += line.length;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
};
