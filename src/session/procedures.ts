import { highestLoad } from '../config/playbook-checks.js';
import type { Playbook, Procedure } from '../config/playbook.js';
import type { Nanoseconds } from '../model/units.js';
import type { Procedure as Trials, TrialShape } from '../rfc2544/procedure.js';
import { warmedUp } from '../rfc2544/warm-up.js';
import type { Cell } from './cell.js';
import { testOf, testsOf, type ProcedureResult } from './tests.js';

export type { ProcedureResult } from './tests.js';

/** What a playbook fixes for all trials of a cell, and the length of the one before them. */
export type CellShape = TrialShape & { readonly warmUp: Nanoseconds };

/** The trials a playbook's procedure wants, one after the other; first one to warm up, if asked for. */
export const procedureOf = (
  procedure: Procedure,
  { warmUp, ...shape }: CellShape,
): Trials<ProcedureResult> =>
  warmedUp(testOf(procedure, shape).trials(shape), shape.frameSize, {
    duration: warmUp,
    intendedLoad: highestLoad(procedure),
  });

/** What a playbook fixes for the trials of a cell. */
export const shapeOf = ({ trial }: Playbook, { frameSize }: Cell): CellShape => ({
  frameSize,
  duration: trial.duration,
  warmUp: trial.warmUp,
});

/** Every cell of a playbook, data plane by data plane: setting one up is what costs. */
export const cellsOf = (playbook: Playbook): readonly Cell[] =>
  playbook.dataPlanes.flatMap((dataPlane) =>
    playbook.frameSizes.flatMap((frameSize) =>
      playbook.procedures.map(({ test }, procedure) => ({ dataPlane, frameSize, procedure, test })),
    ),
  );

const perPlaybook = (playbook: Playbook, perCell: readonly number[]): number =>
  playbook.dataPlanes.length *
  playbook.frameSizes.length *
  perCell.reduce((sum, each) => sum + each, 0);

/** The most trials a playbook takes when none is invalid. */
export const plannedTrials = (playbook: Playbook): number => {
  const warmUps = playbook.trial.warmUp === 0 ? 0 : 1;
  return perPlaybook(
    playbook,
    testsOf(playbook).map(({ most }) => most() + warmUps),
  );
};

/** How long all trials of a playbook take at most, with the pauses it asks for. */
export const plannedSeconds = (playbook: Playbook): number => {
  const { warmUp, residualWait, restabilise } = playbook.trial;
  const pauses = residualWait + restabilise;
  const warming = warmUp === 0 ? 0 : warmUp + pauses;
  const perCell = testsOf(playbook).map(
    ({ most, longest }) => (most() * (longest + pauses) + warming) / 1e9,
  );
  return perPlaybook(playbook, perCell);
};
