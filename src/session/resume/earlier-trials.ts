import { groupBy } from '../../model/group-by.js';
import type { TrialRecord } from '../../results/trial-schema.js';
import type { RunCell } from '../run/cell.js';

/** The trials that a run had made before it was stopped. */
export interface EarlierTrials {
  /** How many: the last one's number. */
  readonly count: number;
  /** Those of a cell, in the order they were made. */
  readonly of: (cell: RunCell) => readonly TrialRecord[];
  /** The first that is of none of these cells. */
  readonly outside: (cells: readonly RunCell[]) => TrialRecord | undefined;
}

type CellFacts = Pick<RunCell, 'dataPlane' | 'network' | 'frameSize' | 'procedure'> & {
  readonly modifier?: RunCell['modifier'] | undefined;
};

const keyOf = ({
  dataPlane,
  network,
  modifier = 'none',
  frameSize,
  procedure,
}: CellFacts): string => JSON.stringify([dataPlane, network, modifier, frameSize, procedure]);

/** Not by spreading a trial: its result is read from the disk. */
const factsOf = ({ dataPlane, network, modifier, procedure, result }: TrialRecord): CellFacts => ({
  ...{ dataPlane, network, modifier, procedure },
  frameSize: result.request.frameSize,
});

/** @param trials of the journal, in its order */
export const earlierTrials = (trials: readonly TrialRecord[]): EarlierTrials => {
  const byCell = groupBy(trials, (trial) => keyOf(factsOf(trial)));
  return {
    count: trials.length,
    of: (cell) => byCell.get(keyOf(cell)) ?? [],
    outside: (cells) => {
      const known = new Set(cells.map(keyOf));
      return [...byCell].find(([key]) => !known.has(key))?.[1][0];
    },
  };
};
