import { groupBy } from '../../model/group-by.js';
import type { TrialRecord } from '../../results/trial-schema.js';
import { cellKey, type RunCell } from '../run/cell.js';

/** The trials of a run before it was stopped. */
export interface EarlierTrials {
  /** Their number, which is the last one's sequence number. */
  readonly count: number;
  /** The trials of a cell, or of one of its blocks, in order. */
  readonly of: (cell: RunCell, block?: number) => readonly TrialRecord[];
  /** The first trial that is in none of these cells. */
  readonly outside: (cells: readonly RunCell[]) => TrialRecord | undefined;
}

const keyOf = (trial: TrialRecord): string => {
  const { dataPlane, network, modifier = 'none', procedure, test, result } = trial;
  const { frameSize } = result.request;
  return cellKey({ dataPlane, network, modifier, frameSize, procedure, test });
};

/** @param trials of the journal, in its order */
export const earlierTrials = (trials: readonly TrialRecord[]): EarlierTrials => {
  const byCell = groupBy(trials, keyOf);
  return {
    count: trials.length,
    of: (cell, block) => {
      const own = byCell.get(cellKey(cell)) ?? [];
      return block === undefined ? own : own.filter((trial) => trial.block === block);
    },
    outside: (cells) => {
      const known = new Set(cells.map(cellKey));
      return [...byCell].find(([key]) => !known.has(key))?.[1][0];
    },
  };
};
