import { longestBurstFrames } from '../config/back-to-back-checks.js';
import type { Bounded } from '../config/open-loads.js';
import type { TrialPhases } from '../config/playbook.js';
import { nanoseconds, type Nanoseconds } from '../model/units.js';
import { backToBackTrials } from '../rfc2544/back-to-back.js';
import { frameLossRateTrials } from '../rfc2544/frame-loss-rate.js';
import { latencyTrials } from '../rfc2544/latency.js';
import { loadSweepTrials } from '../rfc2544/load-sweep.js';
import { resetTrials } from '../rfc2544/reset.js';
import { mlrSearchTrials } from '../rfc2544/search/mlrsearch/mlrsearch.js';
import { systemRecoveryTrials } from '../rfc2544/system-recovery.js';
import { throughputTrials } from '../rfc2544/throughput.js';
import { searchPlanOf } from './search-goals.js';

/** How much a test takes, as far as that can be told before it is made. */
export interface Extent {
  /** The most trials it takes for one data plane and frame size when none is invalid. */
  readonly most: number;
  /** How long the trials are that its result rests on; none where section 24 of RFC 2544 does not say. */
  readonly deciding: readonly Nanoseconds[];
  /** How long a trial is at most. */
  readonly longest: Nanoseconds;
}

/** The extent of the test that a playbook's procedure asks for, at one frame size. */
export const extentOf = (
  procedure: Bounded,
  { duration }: Pick<TrialPhases, 'duration'>,
): Extent => {
  const asUsual = { deciding: [duration], longest: duration };
  switch (procedure.test) {
    case 'load-sweep':
      return { most: loadSweepTrials(procedure), ...asUsual };
    case 'throughput':
      return { most: throughputTrials(procedure), ...asUsual };
    case 'frame-loss-rate':
      return { most: frameLossRateTrials(procedure), ...asUsual };
    case 'mlrsearch': {
      const plan = searchPlanOf(procedure);
      const deciding = plan.goals.map(({ finalDuration }) => finalDuration);
      const longest = nanoseconds(Math.max(...deciding));
      return { most: mlrSearchTrials(plan), deciding, longest };
    }
    case 'back-to-back': {
      const { longestBurst: longest, step, repeats } = procedure;
      const longestBurst = longestBurstFrames(procedure);
      return { most: backToBackTrials({ longestBurst, step, repeats }), deciding: [], longest };
    }
    case 'latency':
      return { most: latencyTrials(procedure), deciding: [], longest: procedure.duration };
    case 'system-recovery': {
      const longest = nanoseconds(procedure.overload + procedure.observation);
      return { most: systemRecoveryTrials(procedure), deciding: [], longest };
    }
    case 'reset':
      return { most: resetTrials(procedure), deciding: [], longest: procedure.duration };
  }
};
