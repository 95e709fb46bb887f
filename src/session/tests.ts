import { longestBurstFrames } from '../config/back-to-back-checks.js';
import type { Playbook, Procedure, TrialPhases } from '../config/playbook.js';
import type { BackToBack } from '../config/procedure.js';
import { nanoseconds, type Nanoseconds } from '../model/units.js';
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
import { latency, latencyTrials, type LatencyResult } from '../rfc2544/latency.js';
import { loadSweep, loadSweepTrials, type LoadSweepResult } from '../rfc2544/load-sweep.js';
import { multipleLossRatio, type MultipleLossRatioResult } from '../rfc2544/multiple-loss-ratio.js';
import type { Procedure as Trials, TrialShape } from '../rfc2544/procedure.js';
import { reset, resetTrials, type ResetResult } from '../rfc2544/reset.js';
import { mlrSearchTrials } from '../rfc2544/search/mlrsearch/mlrsearch.js';
import {
  systemRecovery,
  systemRecoveryTrials,
  type SystemRecoveryResult,
} from '../rfc2544/system-recovery.js';
import { throughput, throughputTrials, type ThroughputResult } from '../rfc2544/throughput.js';
import { searchPlanOf } from './search-goals.js';

/** What a procedure of any kind comes to. */
export type ProcedureResult =
  | LoadSweepResult
  | ThroughputResult
  | FrameLossRateResult
  | BackToBackResult
  | MultipleLossRatioResult
  | LatencyResult
  | SystemRecoveryResult
  | ResetResult;

/** A playbook's procedure, ready to be conducted. */
export interface Test {
  /** The trials it wants, one after the other. */
  readonly trials: (shape: TrialShape) => Trials<ProcedureResult>;
  /** The most trials it takes for one data plane and frame size when none is invalid. */
  readonly most: () => number;
  /** How long the trials are that its result rests on; none where section 24 of RFC 2544 does not say. */
  readonly deciding: readonly Nanoseconds[];
  /** How long a trial is at most. */
  readonly longest: Nanoseconds;
}

/** What a playbook's back-to-back test looks for, its longest burst in frames. */
const burstGoalOf = (procedure: BackToBack): BackToBackGoal => ({
  ...procedure,
  longestBurst: longestBurstFrames(procedure),
});

/** The test that a playbook's procedure asks for. */
export const testOf = (procedure: Procedure, { duration }: Pick<TrialPhases, 'duration'>): Test => {
  const asUsual = { deciding: [duration], longest: duration };
  switch (procedure.test) {
    case 'load-sweep':
      return {
        trials: (shape) => loadSweep(shape, procedure),
        most: () => loadSweepTrials(procedure),
        ...asUsual,
      };
    case 'throughput':
      return {
        trials: (shape) => throughput(shape, procedure),
        most: () => throughputTrials(procedure),
        ...asUsual,
      };
    case 'frame-loss-rate':
      return {
        trials: (shape) => frameLossRate(shape, procedure),
        most: () => frameLossRateTrials(procedure),
        ...asUsual,
      };
    case 'back-to-back':
      return {
        trials: ({ frameSize }) => backToBack(frameSize, burstGoalOf(procedure)),
        most: () => backToBackTrials(burstGoalOf(procedure)),
        deciding: [],
        longest: procedure.longestBurst,
      };
    case 'mlrsearch': {
      const plan = searchPlanOf(procedure);
      const deciding = plan.goals.map(({ finalDuration }) => finalDuration);
      return {
        trials: ({ frameSize }) => multipleLossRatio(frameSize, plan),
        most: () => mlrSearchTrials(plan),
        deciding,
        longest: nanoseconds(Math.max(...deciding)),
      };
    }
    case 'latency':
      return {
        trials: ({ frameSize }) => latency({ frameSize, duration: procedure.duration }, procedure),
        most: () => latencyTrials(procedure),
        deciding: [],
        longest: procedure.duration,
      };
    case 'system-recovery':
      return {
        trials: ({ frameSize }) => systemRecovery(frameSize, procedure),
        most: () => systemRecoveryTrials(procedure),
        deciding: [],
        longest: nanoseconds(procedure.overload + procedure.observation),
      };
    case 'reset':
      return {
        trials: ({ frameSize }) => reset({ frameSize, duration: procedure.duration }, procedure),
        most: () => resetTrials(procedure),
        deciding: [],
        longest: procedure.duration,
      };
  }
};

/** All tests of a playbook, in its order. */
export const testsOf = ({ procedures, trial }: Playbook): readonly Test[] =>
  procedures.map((procedure) => testOf(procedure, trial));
