import {
  lostAt,
  notMeasurable,
  type FoundThroughput,
} from '../../at-throughput/found-throughput.js';
import { provenLoad } from '../../../model/network/offering.js';
import type { Pps } from '../../../model/units.js';
import type { DecidedLoad } from '../../conformance/evidence.js';
import type { GoalResult } from '../../search/mlrsearch/result-schema.js';
import type { MlrSearchResult } from './result.js';

const ofGoal = (result: GoalResult): FoundThroughput => {
  if ('lower' in result && result.lower !== null) {
    const { load, offeredLoad } = result.lower;
    return { state: 'found', load: provenLoad(load, offeredLoad) };
  }
  if ('causes' in result) return notMeasurable(result.load, result.causes);
  return 'upper' in result && result.upper !== null
    ? lostAt(result.upper.load)
    : { state: 'none', reason: 'the throughput is not known: bounds did not converge' };
};

/** Of goals that allow no loss, the one that comes closest to RFC 2544. */
const strictest = (goals: readonly GoalResult[]): GoalResult | undefined =>
  goals
    .filter(({ goal }) => goal.lossRatio === 0)
    .toSorted(
      ({ goal: one }, { goal: other }) =>
        one.exceedRatio - other.exceedRatio || other.finalDuration - one.finalDuration,
    )[0];

/** The throughput that a search found; undefined if all its goals allow loss. */
export const foundByMlrSearch = ({ goals }: MlrSearchResult): FoundThroughput | undefined => {
  const goal = strictest(goals);
  return goal && ofGoal(goal);
};

/** The upper bound of the same goal. */
export const lossAboveMlrSearch = ({ goals }: MlrSearchResult): Pps | undefined => {
  const goal = strictest(goals);
  return goal !== undefined && 'upper' in goal ? goal.upper?.load : undefined;
};

/** The relevant lower bound of each goal, by the trials there. */
export const decidedByMlrSearch = ({ goals }: MlrSearchResult): readonly DecidedLoad[] =>
  goals.flatMap((goal) => ('lower' in goal && goal.lower !== null ? [goal.lower] : []));
