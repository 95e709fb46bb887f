import { inMilliseconds, type Nanoseconds } from '../model/units.js';
import type { BackToBackOutcome, CellResult } from '../results/schema.js';
import { planeName } from './cell-name.js';
import type { Cell, Column } from './text-table.js';

/** The columns of back-to-back tests: lengths in frames, and the buffer they imply as a time. */
export const BURST_COLUMNS: readonly Column[] = [
  { title: 'data plane', align: 'left' },
  { title: 'bytes', align: 'right' },
  { title: 'mean', align: 'right' },
  { title: 'min', align: 'right' },
  { title: 'max', align: 'right' },
  { title: 'std dev', align: 'right' },
  { title: 'implied ms', align: 'right' },
  { title: 'corrected ms', align: 'right' },
];

const time = (duration: Nanoseconds): string => inMilliseconds(duration).toFixed(3);

const figures = (outcome: BackToBackOutcome): readonly Cell[] => {
  switch (outcome.state) {
    case 'measured': {
      const { lengths, unbounded, minimum } = outcome;
      const bound = unbounded === 0 ? '' : '>= ';
      return [
        `${bound}${outcome.average.toFixed(1)}`,
        `${unbounded === lengths.length ? bound : ''}${minimum}`,
        `${bound}${outcome.maximum}`,
        // Of lower bounds it says nothing.
        unbounded === 0 ? outcome.standardDeviation.toFixed(1) : '-',
        `${bound}${time(outcome.impliedBufferTime)}`,
        `${bound}${time(outcome.correctedBufferTime)}`,
      ];
    }
    case 'not-applicable':
      return ['-', '-', '-', '-', '-', '-'];
    case 'undecided':
      return ['?', '?', '?', '?', '?', '?'];
  }
};

/** The row of a back-to-back test. */
export const burstRow = (cell: CellResult, outcome: BackToBackOutcome): readonly Cell[] => [
  planeName(cell),
  String(cell.frameSize),
  ...figures(outcome),
];

/** Which lengths were tried, and of how many a row is the mean (RFC 9004 section 7). */
export const burstTerms = (
  { frameSize }: Pick<CellResult, 'frameSize'>,
  step: number,
  outcome: BackToBackOutcome,
): readonly string[] => {
  if (outcome.state !== 'measured') return [];
  const { lengths, longestBurst } = outcome;
  const steps = `in steps of ${step} up to ${longestBurst}`;
  return [`${frameSize} bytes: lengths in frames, ${steps}; repeats: ${lengths.length}`];
};

/** What a reader has to know before using the figures. */
export const burstRemarks = (outcome: BackToBackOutcome): readonly string[] => {
  switch (outcome.state) {
    case 'measured': {
      const { unbounded, lengths } = outcome;
      return unbounded === 0
        ? []
        : [`the longest burst tried lost no frame in ${unbounded} of ${lengths.length} repeats`];
    }
    case 'not-applicable':
      return [`not applicable: ${outcome.reason}`];
    case 'undecided': {
      const codes = [...new Set(outcome.causes.map(({ code }) => code))];
      return [`a burst of ${outcome.burst} frames was not measurable: ${codes.join(', ')}`];
    }
  }
};
