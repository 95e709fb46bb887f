import type { DataPlaneName } from '../../../model/data-plane.js';
import type { TrialRequest } from '../../../model/trial.js';
import type { EndedTrial } from '../../../rfc2544/trials/procedure.js';
import { collect } from '../../plan/collect.js';
import { NO_COST, type Cost } from '../../plan/cost.js';
import {
  expectedTrials,
  NOTHING_KNOWN,
  type ExpectedPart,
  type KnownSoFar,
} from '../../plan/expected-trials.js';
import { FIRST_GUESS, type Guess } from '../../plan/guess.js';
import { cellKey } from '../cell.js';
import type { PlannedRun } from '../planned-run.js';
import type { CellPart } from '../visits.js';

/** The cell, or block of one, that is being measured. */
export interface CurrentCell extends CellPart {
  /** The ended trials of the whole cell. */
  readonly ended: readonly EndedTrial[];
  /** How many of them are in this block. */
  readonly endedInPart: number;
  /** The trial that is running. */
  readonly running: TrialRequest | undefined;
  /** The trials expected after it, in this block. */
  readonly next: readonly TrialRequest[];
}

/** The progress of a run, and what is expected of the rest. Immutable. */
export interface Outlook {
  readonly run: PlannedRun;
  /** The current models of the devices. */
  readonly guess: Guess;
  readonly known: KnownSoFar;
  /** Data planes that have been measured, at least in part. */
  readonly begun: ReadonlySet<DataPlaneName>;
  /** Trials that have ended. */
  readonly made: Cost;
  /** The data plane, the network and the modifier that are set up. */
  readonly place: string | undefined;
  readonly current: CurrentCell | undefined;
  /** Cells, and blocks of them, that have not started. */
  readonly later: readonly ExpectedPart[];
  /** The number of each cell, from 1, in the order in which they start, by `cellKey`. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** The activity that an interruption names. */
export const DOING = "computing the run's duration";

const numbersOf = (parts: readonly CellPart[]): ReadonlyMap<string, number> => {
  const keys = new Set(parts.map(({ cell }) => cellKey(cell)));
  return new Map([...keys].map((key, index) => [key, index + 1]));
};

/** The outlook before a run begins. @throws Interrupted */
export const outlookOf = async (
  run: PlannedRun,
  guess = FIRST_GUESS,
  signal?: AbortSignal,
): Promise<Outlook> => {
  const later = await collect(expectedTrials(run, guess), DOING, signal);
  return {
    ...{ run, guess, known: NOTHING_KNOWN, begun: new Set(), made: NO_COST },
    ...{ place: undefined, current: undefined, later, numbers: numbersOf(later) },
  };
};
