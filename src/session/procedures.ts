import { longestBurstFrames } from '../config/back-to-back-checks.js';
import type { Playbook, Procedure } from '../config/playbook.js';
import type { BackToBack } from '../config/procedure.js';
import type { TrialRequest } from '../model/trial.js';
import { nanoseconds, seconds, type Nanoseconds } from '../model/units.js';
import {
  backToBack,
  backToBackTrials,
  type BackToBackGoal,
  type BackToBackResult,
} from '../rfc2544/back-to-back.js';
import {
  frameLossRate,
  frameLossRateTrials,
  type FrameLossRateResult,
} from '../rfc2544/frame-loss-rate.js';
import { loadSweep, loadSweepTrials, type LoadSweepResult } from '../rfc2544/load-sweep.js';
import { multipleLossRatio, type MultipleLossRatioResult } from '../rfc2544/multiple-loss-ratio.js';
import type { Procedure as Trials, TrialShape } from '../rfc2544/procedure.js';
import { mlrSearchTrials } from '../rfc2544/search/mlrsearch/mlrsearch.js';
import { throughput, throughputTrials, type ThroughputResult } from '../rfc2544/throughput.js';
import type { Cell } from './cell.js';
import { searchPlanOf } from './search-goals.js';

/** What a procedure of any kind comes to. */
export type ProcedureResult =
  | LoadSweepResult
  | ThroughputResult
  | FrameLossRateResult
  | BackToBackResult
  | MultipleLossRatioResult;

/** What a playbook's back-to-back test looks for, its longest burst in frames. */
const burstGoalOf = (procedure: BackToBack): BackToBackGoal => ({
  ...procedure,
  longestBurst: longestBurstFrames(procedure),
});

/** The trials a playbook's procedure wants, one after the other. */
export const procedureOf = (procedure: Procedure, shape: TrialShape): Trials<ProcedureResult> => {
  switch (procedure.test) {
    case 'load-sweep':
      return loadSweep(shape, procedure);
    case 'throughput':
      return throughput(shape, procedure);
    case 'frame-loss-rate':
      return frameLossRate(shape, procedure);
    case 'back-to-back':
      return backToBack(shape.frameSize, burstGoalOf(procedure));
    case 'mlrsearch':
      return multipleLossRatio(shape.frameSize, searchPlanOf(procedure));
  }
};

/** The most trials a procedure takes for one data plane and frame size when none is invalid. */
export const trialsOf = (procedure: Procedure): number => {
  switch (procedure.test) {
    case 'load-sweep':
      return loadSweepTrials(procedure);
    case 'throughput':
      return throughputTrials(procedure);
    case 'frame-loss-rate':
      return frameLossRateTrials(procedure);
    case 'back-to-back':
      return backToBackTrials(burstGoalOf(procedure));
    case 'mlrsearch':
      return mlrSearchTrials(searchPlanOf(procedure));
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

/** How long the trials that decide are: what the playbook says for all, or a search goal for its own; at most for bursts. */
export const decidingDurations = (procedure: Procedure, playbook: Playbook): Nanoseconds[] => {
  switch (procedure.test) {
    case 'mlrsearch':
      return searchPlanOf(procedure).goals.map(({ finalDuration }) => finalDuration);
    case 'back-to-back':
      return [procedure.longestBurst];
    case 'load-sweep':
    case 'throughput':
    case 'frame-loss-rate':
      return [playbook.trial.duration];
  }
};

/** RFC 2544 section 24. */
const LONG_ENOUGH = seconds(60);

/**
 * The shortest of the trials that results rest on, or the 60 s that RFC 2544 section 24 asks for
 * where all are longer. Bursts are not held to it: their length is what section 26.4 looks for.
 */
export const shortestDecidingTrial = (playbook: Playbook): Nanoseconds => {
  const durations = playbook.procedures
    .filter(({ test }) => test !== 'back-to-back')
    .flatMap((procedure) => decidingDurations(procedure, playbook));
  return nanoseconds(Math.min(LONG_ENOUGH, ...durations));
};

/** How long all trials of a playbook take at most, with the pauses it asks for. */
export const plannedSeconds = (playbook: Playbook): number => {
  const { residualWait, restabilise } = playbook.trial;
  const perCell = playbook.procedures.map((procedure) => {
    const longest = Math.max(...decidingDurations(procedure, playbook));
    return trialsOf(procedure) * ((longest + residualWait + restabilise) / 1e9);
  });
  const cells = playbook.dataPlanes.length * playbook.frameSizes.length;
  return cells * perCell.reduce((sum, each) => sum + each, 0);
};
