import { groupBy } from '../../model/group-by.js';
import type { TrialRecord } from '../../results/trial-schema.js';
import { cellKey, type RunCell } from '../run/cell.js';

/** The trials that a run had made before it was stopped. */
export interface EarlierTrials {
  /** How many: the last one's number. */
  readonly count: number;
  /** Those of a cell, or of a block of it, in the order they were made. */
  readonly of: (cell: RunCell, block?: number) => readonly TrialRecord[];
  /** The first trial that belongs to none of these cells. */
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
