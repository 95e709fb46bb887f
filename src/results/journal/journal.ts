import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { jsonText } from '../../model/text/printable.js';
import { ArchiveGone, notWritten } from '../disk/not-written.js';
import type { TrialRecord } from '../trial-schema.js';

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

/** Begins a journal in a new file. @throws when the file exists or cannot be made */
export const openJournal = async (file: string): Promise<Journal> => {
  const handle = await open(file, 'ax');
  let [trials, length] = [0, 0];
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
