import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { z } from 'zod';
import { UnreadableArchive } from './archive-failure.js';
import type { TrialRecord } from './trial-schema.js';

/** The journal of a run under way: trials.ndjson, one line per trial. */
export interface Journal extends AsyncDisposable {
  /** Adds a trial; it is on the disk when the promise resolves. One at a time. */
  append(trial: TrialRecord): Promise<void>;
}

/** Begins a journal in a new file. @throws when the file exists or cannot be made */
export const openJournal = async (file: string): Promise<Journal> => {
  const handle: FileHandle = await open(file, 'ax');
  return {
    async append(trial) {
      await handle.appendFile(`${JSON.stringify(trial)}\n`);
      await handle.datasync();
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
