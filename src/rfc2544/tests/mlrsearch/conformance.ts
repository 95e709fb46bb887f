import { percent } from '../../../model/numbers/percent.js';
import { inSeconds, type Nanoseconds } from '../../../model/units.js';
import { askedOfTest, type TestRequirement } from '../../conformance/of-test.js';
import { deviates, holds } from '../../conformance/requirement.js';
import { searchGoalOf } from './goals.js';
import type { MlrSearchSpec } from './playbook.js';

/** The settings that RFC 9971 has rules for, over all goals of all searches. */
interface MlrSearchChoices {
  /** The smallest width. */
  readonly width: number;
  /** The most loss that a goal allows. */
  readonly lossRatio: number;
  /** Each one that a goal has. */
  readonly exceedRatios: readonly number[];
  /** Each one that a goal has. */
  readonly finalDurations: readonly Nanoseconds[];
}

/** Of several entries what conforms least. */
export const mlrSearchChoices = (specs: readonly MlrSearchSpec[]): MlrSearchChoices => {
  const goals = specs.flatMap((spec) => spec.goals.map(searchGoalOf));
  return {
    width: Math.min(...specs.map(({ resolution }) => resolution)),
    lossRatio: Math.max(...goals.map(({ lossRatio }) => lossRatio)),
    exceedRatios: [...new Set(goals.map(({ exceedRatio }) => exceedRatio))],
    finalDurations: [...new Set(goals.map(({ finalDuration }) => finalDuration))],
  };
};

/** The ratio that RFC 9971 recommends. */
const EXCEED_RATIO = 0.5;

const asked = askedOfTest<MlrSearchChoices>('RFC 9971');

/** What is asked of a multiple loss ratio search; where a rule recommends, it says SHOULD. */
export const MLRSEARCH: readonly TestRequirement<MlrSearchChoices>[] = [
  asked('4.3', 'MUST', 'units are stated'),
  asked('4.4.3', 'MUST', 'deviations in trial phases are reported'),
  asked('4.5.2', 'MUST', 'aggregate loads are named, with a factor'),
  asked('4.5.3', 'MUST', 'trials differ in duration and load alone'),
  asked('4.6.1', 'SHOULD', 'all goals share one final trial duration', ({ finalDurations }) =>
    holds(finalDurations.length === 1, `${finalDurations.map(inSeconds).join(' and ')} s`),
  ),
  asked('4.6.2', 'SHOULD', 'no sum below the final trial duration'),
  asked('4.6.4', 'MUST', 'loss ratios and exceed ratios are in [0, 1)'),
  asked('4.6.4', 'SHOULD', 'exceed ratios are 50 %', ({ exceedRatios }) =>
    holds(
      exceedRatios.every((ratio) => ratio === EXCEED_RATIO),
      exceedRatios.map(percent).join(' and '),
    ),
  ),
  asked('4.6.5', 'MUST', 'what the width is of is made clear'),
  asked('4.6.5', 'SHOULD', 'a width no lower than the loss ratio', (choices) =>
    holds(
      choices.width >= choices.lossRatio,
      `${percent(choices.width)}, loss ${percent(choices.lossRatio)}`,
    ),
  ),
  asked('4.6.8', 'MUST', 'no load outside the minimum and the maximum'),
  asked('4.6.8', 'SHOULD', 'every trial has a frame at the minimum load'),
  asked('4.8.4', 'MUST', 'the relevant lower bound is displayed'),
  asked('4.8.4', 'SHOULD', 'the relevant upper bound is displayed'),
  asked('4.8.4', 'MUST', 'regular bounds are within the width'),
  asked('4.8.4', 'MUST', 'irregular results are marked'),
  asked('4.9.1', 'SHOULD', 'the tester is measured alone first', () => deviates('not measured')),
  asked('4.9.1', 'SHOULD', 'frames that were not offered count as lost', () =>
    deviates('the trial is invalid'),
  ),
  asked('4.9.3', 'MUST', 'all attributes of the goals are reported'),
];
