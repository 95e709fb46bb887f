import { groupBy } from '../../model/group-by.js';
import type { TrialRecord } from '../../results/trial-schema.js';
import type { RunCell } from '../run/cell.js';

/** The trials that a run had made before it was stopped. */
export interface EarlierTrials {
  /** How many: the last one's number. */
  readonly count: number;
  /** Those of a cell, in the order they were made. */
  readonly of: (cell: RunCell) => readonly TrialRecord[];
}

type Place = Pick<RunCell, 'dataPlane' | 'network' | 'frameSize' | 'procedure'> & {
  readonly modifier?: RunCell['modifier'] | undefined;
};

const keyOf = ({ dataPlane, network, modifier = 'none', frameSize, procedure }: Place): string =>
  JSON.stringify([dataPlane, network, modifier, frameSize, procedure]);

/** @param trials of the journal, in its order */
export const earlierTrials = (trials: readonly TrialRecord[]): EarlierTrials => {
  const byCell = groupBy(trials, (trial) =>
    keyOf({ ...placeOf(trial), frameSize: trial.result.request.frameSize }),
  );
  return { count: trials.length, of: (cell) => byCell.get(keyOf(cell)) ?? [] };
};

/** Not by spreading a trial: its result is read from the disk. */
const placeOf = ({ dataPlane, network, modifier, procedure }: TrialRecord) => ({
  dataPlane,
  network,
  modifier,
  procedure,
});
