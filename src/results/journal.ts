import { open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { jsonText } from '../model/text/printable.js';
import { UnreadableArchive } from './archive-failure.js';
import { ArchiveGone, notWritten } from './not-written.js';
import type { TrialRecord } from './trial-schema.js';

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

/** A journal as it was found. */
export interface JournalText {
  readonly trials: readonly TrialRecord[];
  /** Whether the last line was cut off, as when a machine lost power while it was written. */
  readonly torn: boolean;
}

const parseLine = (line: string, where: string, schema: z.ZodType<TrialRecord>): TrialRecord => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new UnreadableArchive(where, { got: 'not JSON', cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(where, parsed.error);
  return parsed.data;
};

/**
 * Reads a journal. A last line without its end was being written when the run died: it is left
 * out and reported as `torn`; any other damage is an error.
 * @param schema of a line
 * @throws UnreadableArchive with file and line
 */
export const readJournal = async (
  file: string,
  schema: z.ZodType<TrialRecord>,
): Promise<JournalText> => {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UnreadableArchive(file, { got: String(cause), cause });
  });
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  const trials = lines.map((line, index) => parseLine(line, `${file}:${index + 1}`, schema));
  return { trials, torn: rest !== '' };
};
