import type { z } from 'zod';
import { Failure } from '../../model/failure.js';
import { UnreadableArchive } from '../archive-failure.js';
import { linesOf } from './lines.js';
import type { TrialRecord } from '../trial-schema.js';

/** The trials of a journal. */
export interface JournalText {
  readonly trials: readonly TrialRecord[];
  /** Whether the last line is truncated, for example by a power failure. */
  readonly torn: boolean;
}

/** The schema of a line. */
export type LineSchema<Trial = TrialRecord> = Pick<z.ZodType<Trial>, 'safeParse'>;

/** Called with the problem of a line, which is then skipped. */
export type OnFault = (fault: UnreadableArchive) => void;

/** The position of a trial in its journal, in bytes. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

const parseLine = <Trial>(line: string, where: string, schema: LineSchema<Trial>): Trial => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw UnreadableArchive.notJsonLine(where, line, cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw UnreadableArchive.at(where, parsed.error);
  return parsed.data;
};

/** A line's trial; undefined if it is damaged and `onFault` is given. */
const trialOf = <Trial>(
  line: string,
  where: string,
  schema: LineSchema<Trial>,
  onFault?: OnFault,
): Trial | undefined => {
  try {
    return parseLine(line, where, schema);
  } catch (error) {
    if (onFault === undefined || !(error instanceof UnreadableArchive)) throw error;
    onFault(error);
    return undefined;
  }
};

/**
 * Reads a journal, trial by trial. A truncated last line was being written when the run died: it is
 * skipped. Any other damage is an error.
 * @param onFault called for damaged lines, instead of an error
 * @returns whether the last line is truncated
 * @throws UnreadableArchive with file and line
 */
export const scanJournal = async <Trial>(
  file: string,
  schema: LineSchema<Trial>,
  onTrial: (trial: Trial, place: Place) => void | Promise<void>,
  onFault?: OnFault,
): Promise<boolean> => {
  let number = 0;
  try {
    for await (const { text, offset, length, whole } of linesOf(file)) {
      if (!whole) return true;
      number += 1;
      const trial = trialOf(text, `${file}:${number}`, schema, onFault);
      if (trial !== undefined) await onTrial(trial, { offset, length });
    }
    return false;
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw UnreadableArchive.unread(file, cause);
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
