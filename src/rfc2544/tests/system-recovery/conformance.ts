import { eachResult, restingOn, notMeasured, type EndedCell } from '../../conformance/by-trial.js';
import { lasts, lineRateAt, NEARLY, reported } from '../../conformance/checks.js';
import type { RunEvidence, TestEvidence } from '../../conformance/evidence.js';
import { deviates, holds, notSeen, type Judgement } from '../../conformance/judgement.js';
import { requirementsOf, type TestRequirement } from '../../conformance/requirement.js';
import type { SystemRecoveryOutcome, SystemRecoveryResult } from './result.js';

const rfc2544 = requirementsOf('RFC 2544');

type Measured = Extract<SystemRecoveryOutcome, { state: 'measured' }>;
type Cell = EndedCell<SystemRecoveryResult>;

/** Judges the recovery times of every result that has some. */
const ofTimes = (
  judge: (outcome: Measured, run: RunEvidence, cell: Cell) => Judgement,
): ((evidence: TestEvidence<SystemRecoveryResult>) => Judgement) =>
  eachResult((cell, run) => {
    const { outcome } = cell.result;
    switch (outcome.state) {
      case 'measured':
        return judge(outcome, run, cell);
      case 'not-overloaded':
        return notSeen('no frame was lost at the overload');
      case 'undecided':
      case 'not-applicable':
        return notMeasured(outcome);
    }
  });

const ABOVE_THROUGHPUT = 1.1;
const isNearly = (one: number, other: number): boolean =>
  Math.min(one, other) >= Math.max(one, other) * NEARLY;

/** 110 % of the throughput that was found there, or the line rate, as it was offered. */
const overloads = ({ trials }: Measured, run: RunEvidence, cell: Cell): Judgement => {
  const { throughput } = cell;
  if (throughput === undefined) return deviates('not measured by this run');
  const most = lineRateAt(run, cell) ?? Infinity;
  const overload = Math.min(throughput * ABOVE_THROUGHPUT, most);
  return restingOn(run, trials, ({ loadChange, request }, shown) => {
    if (!isNearly(request.intendedLoad, overload)) return deviates('of another load');
    if (loadChange === undefined) return notSeen('the change of load is not recorded');
    const offered = Math.round((loadChange.offered * 1e9) / loadChange.at);
    const least = request.intendedLoad * NEARLY;
    return holds(offered >= least, `${offered} pps were offered`, shown);
  });
};

/** Requirements for system recovery (section 26.5). */
export const RECOVERY: readonly TestRequirement<SystemRecoveryResult>[] = [
  rfc2544('26.5', 'described', 'after 110 % of a measured throughput', ofTimes(overloads)),
  rfc2544(
    '26.5',
    'described',
    'an overload of at least 60 s',
    ofTimes(({ trials }, run) =>
      restingOn(run, trials, ({ loadChange }, shown) => lasts(loadChange?.before, 60, shown)),
    ),
  ),
  rfc2544(
    '26.5',
    'described',
    'then half of that load',
    ofTimes(({ trials }, run) =>
      restingOn(run, trials, ({ request: { intendedLoad, secondLoad } }, shown) =>
        holds(isNearly(secondLoad?.intendedLoad ?? 0, intendedLoad / 2), 'another load', shown),
      ),
    ),
  ),
  rfc2544(
    '26.5',
    'SHOULD',
    'the mean of several recoveries is reported',
    ofTimes(({ trials, times }, run) =>
      times.length > 1 ? reported(run, trials) : deviates('of one'),
    ),
  ),
  rfc2544(
    '26.5',
    'SHOULD',
    'a table of frame sizes, rates and times',
    ofTimes(({ trials }, run) => reported(run, trials)),
  ),
];
