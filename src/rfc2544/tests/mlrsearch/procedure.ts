import type { Bytes } from '../../../model/units.js';
import { mlrSearch, type MlrSearchPlan } from '../../search/mlrsearch/mlrsearch.js';
import type { Procedure } from '../../trials/procedure.js';
import type { MlrSearchResult } from './result.js';

/** Throughput by RFC 9971: `mlrSearch` as a test. @throws RangeError as `mlrSearch` does */
export function* multipleLossRatio(
  frameSize: Bytes,
  plan: MlrSearchPlan,
): Procedure<MlrSearchResult> {
  const goals = yield* mlrSearch(frameSize, plan);
  const width = { type: 'relative', value: plan.range.resolution } as const;
  return { test: 'mlrsearch', width, loads: 'aggregate', goals };
}
