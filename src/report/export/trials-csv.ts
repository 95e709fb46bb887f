import type { RunRecord, TrialRecord } from '../../results/schema.js';
import { csvRecord } from '../csv/record.js';
import { TRIAL_COLUMNS } from './trial-columns.js';

/** A line for programs that read lines, with a line feed alone at its end. */
const line = (fields: Parameters<typeof csvRecord>[0]): string =>
  csvRecord(fields).replace(/\r\n$/, '\n');

/** The names of the columns, as a line of CSV. */
export const csvHeader = (): string => line(TRIAL_COLUMNS.map(({ name }) => name));

/** A trial as a line of CSV. Pure. */
export const csvTrial = (trial: TrialRecord, run: RunRecord): string =>
  line(TRIAL_COLUMNS.map(({ valueOf }) => valueOf(trial, run)));
