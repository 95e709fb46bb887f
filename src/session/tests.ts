import { longestBurstFrames } from '../config/back-to-back-checks.js';
import type { Settled } from '../config/open-loads.js';
import { backToBack, type BackToBackResult } from '../rfc2544/back-to-back.js';
import { frameLossRate, type FrameLossRateResult } from '../rfc2544/frame-loss-rate.js';
import { latency, type LatencyResult } from '../rfc2544/latency.js';
import { loadSweep, type LoadSweepResult } from '../rfc2544/load-sweep.js';
import { multipleLossRatio, type MultipleLossRatioResult } from '../rfc2544/multiple-loss-ratio.js';
import type { NotMade } from '../rfc2544/not-applicable.js';
import type { Procedure as Trials, TrialShape } from '../rfc2544/procedure.js';
import { reset, type ResetResult } from '../rfc2544/reset.js';
import { systemRecovery, type SystemRecoveryResult } from '../rfc2544/system-recovery.js';
import { throughput, type ThroughputResult } from '../rfc2544/throughput.js';
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
  | ResetResult
  | NotMade;

/** The trials that a playbook's procedure asks for, one after the other. */
export const trialsOf = (procedure: Settled, shape: TrialShape): Trials<ProcedureResult> => {
  const { frameSize } = shape;
  switch (procedure.test) {
    case 'load-sweep':
      return loadSweep(shape, procedure);
    case 'throughput':
      return throughput(shape, procedure);
    case 'frame-loss-rate':
      return frameLossRate(shape, procedure);
    case 'back-to-back':
      return backToBack(frameSize, { ...procedure, longestBurst: longestBurstFrames(procedure) });
    case 'mlrsearch':
      return multipleLossRatio(frameSize, searchPlanOf(procedure));
    case 'latency':
      return latency({ frameSize, duration: procedure.duration }, procedure);
    case 'system-recovery':
      return systemRecovery(frameSize, procedure);
    case 'reset':
      return reset({ frameSize, duration: procedure.duration }, procedure);
  }
};
