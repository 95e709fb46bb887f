import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableArchive } from './archive-failure.js';
import { JOURNAL_FILE, RUN_FILE } from './archive.js';
import { readJournal, type JournalText } from './journal.js';
import { runSchema, type RunRecord } from './schema.js';

const reading = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UnreadableArchive(file, {
      got: missing ? 'no such file' : String(cause),
      ...(missing && { remedy: `name a run's folder: one that has a ${RUN_FILE} in it` }),
      cause,
    });
  }
};

/** Reads run.json of an archive. @throws UnreadableArchive with the file and the place in it */
export const readRun = async (folder: string): Promise<RunRecord> => {
  const file = join(folder, RUN_FILE);
  const text = await reading(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UnreadableArchive(file, { got: String(cause), cause });
  }
  const parsed = runSchema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(file, parsed.error);
  return parsed.data;
};

/** Reads the journal of an archive. @throws UnreadableArchive with file and line */
export const readTrials = (folder: string): Promise<JournalText> =>
  readJournal(join(folder, JOURNAL_FILE));
