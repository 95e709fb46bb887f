import { inSeconds } from '../../model/units.js';
import {
  deviates,
  holds,
  MET,
  of,
  type MlrSearchChoices,
  type Requirement,
  type Verdict,
} from './requirement.js';
import { percent } from './tests.js';

/** The ratio that RFC 9971 recommends. */
const EXCEED_RATIO = 0.5;

const asked = (
  requirement: string,
  section: string,
  level: Requirement['level'],
  verdict: (choices: MlrSearchChoices) => Verdict = () => MET,
): Requirement => ({
  requirement,
  section: `RFC 9971, ${section}`,
  level,
  verdict: ({ mlrSearch }) => of(mlrSearch, verdict),
});

/** What is asked of a multiple loss ratio search; where a rule recommends, it says SHOULD. */
export const MLRSEARCH: readonly Requirement[] = [
  asked('units are stated', '4.3', 'MUST'),
  asked('deviations in trial phases are reported', '4.4.3', 'MUST'),
  asked('aggregate loads are named, with a factor', '4.5.2', 'MUST'),
  asked('trials differ in duration and load alone', '4.5.3', 'MUST'),
  asked('all goals share one final trial duration', '4.6.1', 'SHOULD', ({ finalDurations }) =>
    holds(finalDurations.length === 1, `${finalDurations.map(inSeconds).join(' and ')} s`),
  ),
  asked('no sum below the final trial duration', '4.6.2', 'SHOULD'),
  asked('loss ratios and exceed ratios are in [0, 1)', '4.6.4', 'MUST'),
  asked('exceed ratios are 50 %', '4.6.4', 'SHOULD', ({ exceedRatios }) =>
    holds(
      exceedRatios.every((ratio) => ratio === EXCEED_RATIO),
      exceedRatios.map(percent).join(' and '),
    ),
  ),
  asked('what the width is of is made clear', '4.6.5', 'MUST'),
  asked('a width no lower than the loss ratio', '4.6.5', 'SHOULD', (choices) =>
    holds(
      choices.width >= choices.lossRatio,
      `${percent(choices.width)}, loss ${percent(choices.lossRatio)}`,
    ),
  ),
  asked('no load outside the minimum and the maximum', '4.6.8', 'MUST'),
  asked('the minimum load has a frame in every trial', '4.6.8', 'SHOULD'),
  asked('the relevant lower bound is displayed', '4.8.4', 'MUST'),
  asked('the relevant upper bound is displayed', '4.8.4', 'SHOULD'),
  asked('regular bounds are within the width', '4.8.4', 'MUST'),
  asked('irregular results are marked', '4.8.4', 'MUST'),
  asked('the tester is measured alone first', '4.9.1', 'SHOULD', () => deviates('not measured')),
  asked('frames that were not offered count as lost', '4.9.1', 'SHOULD', () =>
    deviates('the trial is invalid'),
  ),
  asked('all attributes of the goals are reported', '4.9.3', 'MUST'),
];
