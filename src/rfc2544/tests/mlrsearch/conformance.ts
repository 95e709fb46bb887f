import { percent } from '../../../model/numbers/percent.js';
import { offeredLoad } from '../../../model/trial.js';
import { inSeconds } from '../../../model/units.js';
import { eachResult, eachValid, type EndedCell } from '../../conformance/by-trial.js';
import {
  dutIsRecorded,
  lineRateAt,
  NEARLY,
  portsAreKnown,
  reported,
  trafficIsKnown,
} from '../../conformance/checks.js';
import type { RunEvidence } from '../../conformance/evidence.js';
import {
  deviates,
  holds,
  met,
  NOT_APPLICABLE,
  notSeen,
  combined,
  type Judgement,
} from '../../conformance/judgement.js';
import {
  neverInTest,
  requirementsOf,
  type TestRequirement,
} from '../../conformance/requirement.js';
import type { GoalResult, SearchGoal } from '../../search/mlrsearch/result-schema.js';
import type { MlrSearchResult } from './result.js';

const rfc9971 = requirementsOf('RFC 9971');

type Cell = EndedCell<MlrSearchResult>;
type Judge = (cell: Cell, run: RunEvidence) => Judgement;
type Regular = Extract<GoalResult, { state: 'regular' }>;

/** What the report says about a search, by the trials it rests on. */
const isReported: Judge = (cell, run) => eachValid(cell, run, (_, shown) => met(shown));

/** A rule of the goals that were searched for. */
const ofGoals =
  (holdsFor: (goal: SearchGoal) => boolean, value: (goal: SearchGoal) => string): Judge =>
  (cell, run) => {
    const others = cell.result.goals.map(({ goal }) => goal).filter((goal) => !holdsFor(goal));
    return others.length === 0
      ? isReported(cell, run)
      : deviates([...new Set(others.map(value))].join(' and '));
  };

/** A rule of the goals with a regular result. */
const ofRegular =
  (judge: (goal: Regular, cell: Cell, run: RunEvidence) => Judgement): Judge =>
  (cell, run) => {
    const regular = cell.result.goals.filter((goal) => goal.state === 'regular');
    return regular.length === 0
      ? notSeen('no goal has a regular result')
      : combined(regular.map((goal) => judge(goal, cell, run)));
  };

const bound = (side: 'lower' | 'upper'): Judge =>
  ofRegular((goal, _, run) => reported(run, goal[side].trials));

const isRatio = (ratio: number): boolean => ratio >= 0 && ratio < 1;
/** The ratio that RFC 9971 recommends. */
const EXCEED_RATIO = 0.5;
const ROUNDING = 1e-9;

const sums = ofGoals(
  ({ durationSum, finalDuration }) => durationSum >= finalDuration,
  ({ durationSum }) => `${inSeconds(durationSum)} s`,
);
const lossRatios = ofGoals(
  ({ lossRatio }) => isRatio(lossRatio),
  ({ lossRatio }) => percent(lossRatio),
);
const exceedRatios = ofGoals(
  ({ exceedRatio }) => isRatio(exceedRatio),
  ({ exceedRatio }) => percent(exceedRatio),
);
const recommendedRatio = ofGoals(
  ({ exceedRatio }) => exceedRatio === EXCEED_RATIO,
  ({ exceedRatio }) => percent(exceedRatio),
);

const oneDuration: Judge = (cell, run) => {
  const durations = [...new Set(cell.result.goals.map(({ goal }) => goal.finalDuration))];
  return durations.length === 1
    ? isReported(cell, run)
    : deviates(`${durations.map(inSeconds).join(' and ')} s`);
};

const wideEnough: Judge = (cell, run) => {
  const width = cell.result.width.value;
  const ratio = Math.max(...cell.result.goals.map(({ goal }) => goal.lossRatio));
  return width >= ratio
    ? isReported(cell, run)
    : deviates(`${percent(width)}, loss ${percent(ratio)}`);
};

const withinWidth = ofRegular(({ lower, upper }, { result }, run) => {
  const width = (upper.load - lower.load) / upper.load;
  return width <= result.width.value + ROUNDING
    ? combined([reported(run, lower.trials), reported(run, upper.trials)])
    : deviates(percent(Number(width.toFixed(5))));
});

/** Duration and load, which is split by stream, and as a generator paces it; the size is that of all trials. */
const TRIAL_INPUT = ['frameSize', 'duration', 'intendedLoad', 'effectiveLoad', 'streams'];

const alike: Judge = (cell, run) =>
  eachValid(cell, run, ({ request }, shown) => {
    const others = Object.keys(request).filter((key) => !TRIAL_INPUT.includes(key));
    return holds(others.length === 0, others.join(', '), shown);
  });

const hasFrames: Judge = (cell, run) =>
  eachValid(cell, run, ({ counts }, shown) => holds(counts.intended > 0, 'some have none', shown));

/** The loads that the playbook gives, or what the links carry. */
const inRange: Judge = (cell, run) => {
  const { minimumLoad, maximumLoad } = run.facts.asked?.procedures[cell.procedure]?.loads ?? {};
  const most = maximumLoad ?? lineRateAt(run, cell);
  if (minimumLoad === undefined || most === undefined) return notSeen('the range is not recorded');
  return eachValid(cell, run, ({ request: { intendedLoad: load } }, shown) =>
    holds(load >= minimumLoad - ROUNDING && load <= most + ROUNDING, `${load} pps`, shown),
  );
};

/** Only searches in which a load was not offered show how that is treated. */
const notOffered: Judge = (cell) => {
  const short = cell.trials.filter(
    ({ result }) => offeredLoad(result) < result.request.intendedLoad * NEARLY,
  );
  return short.length === 0 ? NOT_APPLICABLE : deviates('the trial is invalid');
};

const irregularIsMarked: Judge = (cell, run) =>
  cell.result.goals.some(({ state }) => state === 'irregular')
    ? isReported(cell, run)
    : NOT_APPLICABLE;

/** The fixed factor is the number of ports that send. */
const aggregated: Judge = (cell, run) => combined([portsAreKnown(run), isReported(cell, run)]);

const trafficIsStated: Judge = (cell, run) =>
  combined([trafficIsKnown(run), isReported(cell, run)]);

const setupIsStated: Judge = (cell, run) => combined([dutIsRecorded(run), isReported(cell, run)]);

/** Rows on section 23 state deviations if the waits of a trial are recorded. */
const phasesAreStated: Judge = (cell, run) =>
  eachValid(cell, run, ({ timing: { waits } }, shown) =>
    waits === undefined ? notSeen('waits are not recorded') : met(shown),
  );

/** Requirements for a multiple loss ratio search; a recommendation is listed as SHOULD. */
export const MLRSEARCH: readonly TestRequirement<MlrSearchResult>[] = [
  rfc9971('4.3', 'MUST', 'units are stated', eachResult(isReported)),
  rfc9971('4.4.3', 'MUST', 'deviations in trial phases are reported', eachResult(phasesAreStated)),
  rfc9971('4.5.2', 'MUST', 'aggregate loads are named, with a factor', eachResult(aggregated)),
  rfc9971('4.5.3', 'MUST', 'trials differ in duration and load alone', eachResult(alike)),
  rfc9971('4.5.4', 'MUST', 'directions and modifiers are reported', eachResult(trafficIsStated)),
  rfc9971('4.6.1', 'SHOULD', 'all goals share one final trial duration', eachResult(oneDuration)),
  rfc9971('4.6.2', 'SHOULD', 'no sum below the final trial duration', eachResult(sums)),
  rfc9971('4.6.3', 'MUST', 'loss ratios are in [0, 1)', eachResult(lossRatios)),
  rfc9971('4.6.4', 'MUST', 'exceed ratios are in [0, 1)', eachResult(exceedRatios)),
  rfc9971('4.6.4', 'SHOULD', 'exceed ratios are 50 %', eachResult(recommendedRatio)),
  rfc9971('4.6.5', 'MUST', 'the basis of the width is made clear', eachResult(isReported)),
  rfc9971('4.6.5', 'SHOULD', 'a width no lower than the loss ratio', eachResult(wideEnough)),
  rfc9971('4.6.8', 'MUST', 'no load outside the minimum and the maximum', eachResult(inRange)),
  rfc9971('4.6.8', 'SHOULD', 'every trial has a frame', eachResult(hasFrames)),
  rfc9971('4.8.4', 'MUST', 'the relevant lower bound is displayed', eachResult(bound('lower'))),
  rfc9971('4.8.4', 'SHOULD', 'the relevant upper bound is displayed', eachResult(bound('upper'))),
  rfc9971('4.8.4', 'MUST', 'regular bounds are within the width', eachResult(withinWidth)),
  rfc9971('4.8.4', 'MUST', 'irregular results are marked', eachResult(irregularIsMarked)),
  rfc9971(
    '4.9.1',
    'SHOULD',
    'the tester is first measured without DUT',
    neverInTest('not measured'),
  ),
  rfc9971('4.9.1', 'SHOULD', 'frames that were not offered count as lost', eachResult(notOffered)),
  rfc9971('4.9.3', 'MUST', 'the set-up of the DUT is reported', eachResult(setupIsStated)),
  rfc9971('4.9.3', 'MUST', 'all attributes of the goals are reported', eachResult(isReported)),
];
