import { percent } from '../../../model/numbers/percent.js';
import { eachResult, restingOn, type EndedCell } from '../../conformance/by-trial.js';
import { mediaAreKnown, reachesLineRate, reported } from '../../conformance/checks.js';
import type { RunEvidence } from '../../conformance/evidence.js';
import { deviates, holds, notSeen, combined, type Judgement } from '../../conformance/judgement.js';
import { requirementsOf, type TestRequirement } from '../../conformance/requirement.js';
import { factsOfNetwork } from '../../measured-networks.js';
import { lossFree } from '../../trials/loss-free.js';
import type { FrameLossRateResult } from './result.js';

const rfc2544 = requirementsOf('RFC 2544');

type Cell = EndedCell<FrameLossRateResult>;

const LARGEST_STEP = 0.1;
/** Loads are fractions of the highest, exact to rounding. */
const ROUNDING = 1e-9;

/** The trial that a load's figures are of; none if it could not be measured. */
const medians = (loads: FrameLossRateResult['loads']): readonly number[] =>
  loads.flatMap(({ figures }) => (figures === null ? [] : [figures.medianTrial]));

const trialsOf = ({ result: { loads } }: Cell): readonly number[] => medians(loads);

const atFirst = (cell: Cell, run: RunEvidence): Judgement => {
  const first = medians(cell.result.loads.slice(0, 1));
  if (first.length === 0) return notSeen('the first load could not be measured');
  return restingOn(run, first, (result, shown) => reachesLineRate(run, cell, result, shown));
};

/** Ends with two successive loads free of loss, by their trials. */
const untilLossFree = ({ result: { loads, endedLossFree } }: Cell, run: RunEvidence): Judgement => {
  const last = loads.slice(-2);
  if (!endedLossFree) {
    return last.every(({ decided }) => decided)
      ? deviates('never: frames are lost at any load')
      : notSeen('the lowest loads could not be measured');
  }
  const trials = medians(last);
  if (trials.length < 2) return notSeen('one of them has no trial');
  return restingOn(run, trials, (result, shown) =>
    holds(lossFree(result), 'frames were lost', shown),
  );
};

/** Steps between the loads that were tried, as fractions of the highest. */
const inSteps = (cell: Cell, run: RunEvidence): Judgement => {
  const loads = cell.result.loads.map(({ intendedLoad }) => intendedLoad);
  const [highest = 1] = loads;
  const steps = loads.slice(1).map((load, index) => ((loads[index] ?? load) - load) / highest);
  const step = Math.max(0, ...steps);
  return step > LARGEST_STEP + ROUNDING
    ? deviates(percent(Number(step.toFixed(4))))
    : reported(run, trialsOf(cell));
};

/** A graph is drawn if the link speed is known. */
const asGraph = (cell: Cell, run: RunEvidence): Judgement =>
  factsOfNetwork(run.facts, cell).media?.linkSpeed === null
    ? deviates('a table')
    : combined([mediaAreKnown(run), reported(run, trialsOf(cell))]);

/** Requirements for the frame loss rate (section 26.3). */
export const FRAME_LOSS_RATE: readonly TestRequirement<FrameLossRateResult>[] = [
  rfc2544('26.3', 'SHOULD', 'first at the maximum rate of the media', eachResult(atFirst)),
  rfc2544('26.3', 'SHOULD', 'until two successive trials lose nothing', eachResult(untilLossFree)),
  rfc2544('26.3', 'MUST', 'steps of at most 10 % of the maximum rate', eachResult(inSteps)),
  rfc2544('26.3', 'SHOULD', 'the loss rate as a graph over input rates', eachResult(asGraph)),
  rfc2544('26.3', 'MUST', 'its axes go from 0 to 100 %', eachResult(asGraph)),
];
