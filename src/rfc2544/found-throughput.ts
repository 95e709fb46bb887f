import type { InvalidReason } from '../model/trial.js';
import type { Pps } from '../model/units.js';
import type { MultipleLossRatioResult } from './multiple-loss-ratio.js';
import type { GoalResult } from './search/mlrsearch/result.js';
import type { ThroughputResult } from './throughput.js';

/** What a search says to the tests that are made at the throughput. */
export type FoundThroughput =
  | { readonly state: 'found'; readonly load: Pps }
  /** There is no load to make them at. */
  | { readonly state: 'none'; readonly reason: string };

const lostAt = (load: Pps): FoundThroughput => ({
  state: 'none',
  reason: `the throughput is 0: loss even at ${load} pps`,
});

const notMeasurable = (load: Pps, causes: readonly InvalidReason[]): FoundThroughput => {
  const codes = [...new Set(causes.map(({ code }) => code))].join(', ');
  const reason = `the throughput is not known: ${load} pps was not measurable (${codes})`;
  return { state: 'none', reason };
};

/** The load at which nothing was lost, as it was asked of the generator. */
const ofThroughput = ({ outcome }: ThroughputResult): FoundThroughput => {
  if ('lower' in outcome) return { state: 'found', load: outcome.lower.load };
  const { upper } = outcome;
  return upper.reason === 'loss' ? lostAt(upper.load) : notMeasurable(upper.load, upper.causes);
};

const ofGoal = (result: GoalResult): FoundThroughput => {
  if ('lower' in result && result.lower !== null) {
    return { state: 'found', load: result.lower.load };
  }
  if ('causes' in result) return notMeasurable(result.load, result.causes);
  return 'upper' in result && result.upper !== null
    ? lostAt(result.upper.load)
    : { state: 'none', reason: 'the throughput is not known: loads kept changing sides' };
};

/** Of goals that allow no loss, the one that comes closest to RFC 2544. */
const strictest = (goals: readonly GoalResult[]): GoalResult | undefined =>
  goals
    .filter(({ goal }) => goal.lossRatio === 0)
    .toSorted(
      ({ goal: one }, { goal: other }) =>
        one.exceedRatio - other.exceedRatio || other.finalDuration - one.finalDuration,
    )[0];

/** The throughput that a search found; undefined where it looked for none, allowing loss. */
export const foundThroughput = (
  result: ThroughputResult | MultipleLossRatioResult,
): FoundThroughput | undefined => {
  if (result.test === 'throughput') return ofThroughput(result);
  const goal = strictest(result.goals);
  return goal && ofGoal(goal);
};
