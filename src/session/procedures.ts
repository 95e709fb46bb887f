import type { Playbook, Procedure } from '../config/playbook.js';
import type { TrialRequest } from '../model/trial.js';
import { loadSweep, loadSweepTrials, type LoadSweepResult } from '../rfc2544/load-sweep.js';
import type { Procedure as Trials, TrialShape } from '../rfc2544/procedure.js';
import { throughput, throughputTrials, type ThroughputResult } from '../rfc2544/throughput.js';
import type { Cell } from './cell.js';

/** What a procedure of any kind comes to. */
export type ProcedureResult = LoadSweepResult | ThroughputResult;

/** The trials a playbook's procedure wants, one after the other. */
export const procedureOf = (procedure: Procedure, shape: TrialShape): Trials<ProcedureResult> => {
  switch (procedure.test) {
    case 'load-sweep':
      return loadSweep(shape, procedure);
    case 'throughput':
      return throughput(shape, procedure);
  }
};

/** The most trials a procedure takes for one data plane and frame size when none is invalid. */
export const trialsOf = (procedure: Procedure): number => {
  switch (procedure.test) {
    case 'load-sweep':
      return loadSweepTrials(procedure);
    case 'throughput':
      return throughputTrials(procedure);
  }
};

/** The part of a trial that a playbook fixes for a cell. */
export const shapeOf = (
  playbook: Playbook,
  cell: Cell,
): Pick<TrialRequest, 'frameSize' | 'duration'> => ({
  frameSize: cell.frameSize,
  duration: playbook.trial.duration,
});

/** Every cell of a playbook, data plane by data plane: setting one up is what costs. */
export const cellsOf = (playbook: Playbook): readonly Cell[] =>
  playbook.dataPlanes.flatMap((dataPlane) =>
    playbook.frameSizes.flatMap((frameSize) =>
      playbook.procedures.map(({ test }, procedure) => ({ dataPlane, frameSize, procedure, test })),
    ),
  );

/** The most trials a playbook takes when none is invalid. */
export const plannedTrials = (playbook: Playbook): number =>
  playbook.dataPlanes.length *
  playbook.frameSizes.length *
  playbook.procedures.reduce((sum, procedure) => sum + trialsOf(procedure), 0);
