import type { z } from 'zod';
import { UnreadableArchive } from '../archive-failure.js';
import { linesOf } from './lines.js';
import type { TrialRecord } from '../trial-schema.js';

/** The trials of a journal, as they were found. */
export interface JournalText {
  readonly trials: readonly TrialRecord[];
  /** Whether the last line was cut off, as when a machine lost power while it was written. */
  readonly torn: boolean;
}

/** What reads a line. */
export type LineSchema = Pick<z.ZodType<TrialRecord>, 'safeParse'>;

/** Is given what is wrong with a line, which is then left out. */
export type OnFault = (fault: UnreadableArchive) => void;

/** Where a trial is in its journal, in bytes. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

const parseLine = (line: string, where: string, schema: LineSchema): TrialRecord => {
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

/** A line's trial; undefined where it is damaged, and that is taken by `onFault`. */
const trialOf = (line: string, where: string, schema: LineSchema, onFault?: OnFault) => {
  try {
    return parseLine(line, where, schema);
  } catch (error) {
    if (onFault === undefined || !(error instanceof UnreadableArchive)) throw error;
    onFault(error);
    return undefined;
  }
};

/**
 * Goes through a journal, trial by trial. A last line without its end was being written when the run
 * died: it is left out; any other damage is an error.
 * @param onFault takes damaged lines, in place of an error
 * @returns whether there was such a line
 * @throws UnreadableArchive with file and line
 */
export const scanJournal = async (
  file: string,
  schema: LineSchema,
  onTrial: (trial: TrialRecord, place: Place) => void,
  onFault?: OnFault,
): Promise<boolean> => {
  let number = 0;
  try {
    for await (const { text, offset, length, whole } of linesOf(file)) {
      if (!whole) return true;
      number += 1;
      const trial = trialOf(text, `${file}:${number}`, schema, onFault);
      if (trial !== undefined) onTrial(trial, { offset, length });
    }
    return false;
  } catch (cause) {
    if (cause instanceof UnreadableArchive) throw cause;
    throw new UnreadableArchive(file, { got: String(cause), cause });
  }
};

/** Reads a journal into memory. @param schema of a line @throws UnreadableArchive with file and line */
export const readJournal = async (
  file: string,
  schema: z.ZodType<TrialRecord>,
): Promise<JournalText> => {
  const trials: TrialRecord[] = [];
  const torn = await scanJournal(file, schema, (trial) => {
    trials.push(trial);
  });
  return { trials, torn };
};
