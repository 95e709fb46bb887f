import type { Column, Sentence, Value } from '../../model/section/section.js';
import { quantity, sentence } from '../../model/section/sentence.js';
import type { RepeatedTime } from '../at-throughput/result-schema.js';
import { boundIf, numbers, remarksOf } from './table.js';

/** The columns of such a time. */
export const TIME_COLUMNS: readonly Column[] = [
  numbers('mean', 'mean', 'ns'),
  numbers('shortest', 'min', 'ns'),
  numbers('longest', 'max', 'ns'),
  numbers('repeats', 'repeats', 'count'),
];

/** The values of `TIME_COLUMNS` if nothing was measured. */
export const NO_TIMES: readonly Value[] = TIME_COLUMNS.map(() => null);

/**
 * The values of `TIME_COLUMNS`, and remarks.
 * @param open how many of the times are lower bounds
 * @param why the state at the end of those trials
 */
export const timeValues = (
  { times, average, minimum, maximum }: RepeatedTime,
  open: number,
  why: string,
): readonly [readonly Value[], remarks: Value] => [
  [
    boundIf(open > 0, average),
    boundIf(open === times.length, minimum),
    boundIf(open > 0, maximum),
    times.length,
  ],
  remarksOf(open === 0 ? [] : [`${why} in ${open} of ${times.length}`]),
];

/** The mean of a time in words, or the bound that it is. */
export const timesSentence = ({ average }: RepeatedTime, open: number): Sentence =>
  sentence`${open > 0 ? 'at least ' : ''}${quantity(average, 'ns')} on average`;
