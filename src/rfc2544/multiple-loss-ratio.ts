import type { Bytes } from '../model/units.js';
import type { Procedure } from './procedure.js';
import { mlrSearch, type MlrSearchPlan } from './search/mlrsearch/mlrsearch.js';
import type { GoalResult } from './search/mlrsearch/result.js';

/** What a multiple loss ratio search came to, with what RFC 9971 wants reported beside it. */
export interface MultipleLossRatioResult {
  readonly test: 'mlrsearch';
  /** How far apart the bounds of a regular result may be, as a fraction of the upper one. */
  readonly width: { readonly type: 'relative'; readonly value: number };
  /** Loads are sums over all ingress ports. */
  readonly loads: 'aggregate';
  /** In the order of the goals; each holds its goal's attributes. */
  readonly goals: GoalResult[];
}

/** Throughput by RFC 9971: `mlrSearch` as a test of its own. @throws RangeError as `mlrSearch` does */
export function* multipleLossRatio(
  frameSize: Bytes,
  plan: MlrSearchPlan,
): Procedure<MultipleLossRatioResult> {
  const goals = yield* mlrSearch(frameSize, plan);
  const width = { type: 'relative', value: plan.range.resolution } as const;
  return { test: 'mlrsearch', width, loads: 'aggregate', goals };
}
