import { plural } from '../../../document/wording.js';
import { ETHERNET_SIZES } from '../../../model/frame.js';
import { offeredLoad } from '../../../model/trial.js';
import { nanoseconds } from '../../../model/units.js';
import {
  eachResult,
  eachValid,
  validOf,
  notMeasured,
  type EndedCell,
} from '../../conformance/by-trial.js';
import {
  ethernetSizes,
  lasts,
  lineRateAt,
  mediaAreKnown,
  NEARLY,
} from '../../conformance/checks.js';
import { samePlane, sizesOf } from '../../conformance/evidence.js';
import type { RunEvidence, TestEvidence } from '../../conformance/evidence.js';
import {
  deviates,
  holds,
  met,
  notSeen,
  combined,
  type Judgement,
} from '../../conformance/judgement.js';
import {
  neverInTest,
  requirementsOf,
  type TestRequirement,
} from '../../conformance/requirement.js';
import type { BackToBackOutcome, BackToBackResult } from './result.js';

const rfc2544 = requirementsOf('RFC 2544');
const rfc9004 = requirementsOf('RFC 9004');

type Measured = Extract<BackToBackOutcome, { state: 'measured' }>;
type Cell = EndedCell<BackToBackResult>;
type Judge = (cell: Cell, run: RunEvidence, outcome: Measured) => Judgement;

/** The bursts of every result that has some. */
const ofBursts = (judge: Judge): ((evidence: TestEvidence<BackToBackResult>) => Judgement) =>
  eachResult((cell, run) => {
    const { outcome } = cell.result;
    return outcome.state === 'measured' ? judge(cell, run, outcome) : notMeasured(outcome);
  });

/** Figures that the report has, and the trials they rest on: all of the test. */
const isReported: Judge = (cell, run) => eachValid(cell, run, (_, shown) => met(shown));

const REPEATS = 50;

const repeated: Judge = (cell, run, outcome) =>
  outcome.lengths.length >= REPEATS
    ? isReported(cell, run, outcome)
    : deviates(plural(outcome.lengths.length, 'time'));

/** A burst and the wait after it. */
const lastsTwoSeconds: Judge = (cell, run) =>
  eachValid(cell, run, ({ request: { duration }, timing: { waits } }, shown) =>
    waits === undefined && duration < 2e9
      ? notSeen('waits are not recorded')
      : lasts(nanoseconds(duration + (waits?.residual ?? 0)), 2, shown),
  );

const waitsTwoSeconds: Judge = (cell, run) =>
  eachValid(cell, run, ({ timing: { waits } }, shown) => lasts(waits?.residual, 2, shown));

const onKnownLinks: Judge = (cell, run, outcome) =>
  combined([mediaAreKnown(run), isReported(cell, run, outcome)]);

/** The throughput of every size was measured by this run, on the same router. */
const throughputsAreKnown: Judge = (cell, run) => {
  if (cell.throughput === undefined) return deviates('not measured by this run');
  const found = run.cells.filter(
    (other) => other.searches && other.decided.length > 0 && samePlane(other, cell),
  );
  const sizes = sizesOf(found);
  return holds(
    ETHERNET_SIZES.every((size) => sizes.includes(size)),
    `of ${ethernetSizes(sizes)}`,
    { trials: found.flatMap(({ decided }) => decided.flatMap(({ trials }) => trials)) },
  );
};

const throughputIsAlike: Judge = (cell, run, outcome) =>
  cell.throughput === undefined
    ? deviates('not measured by this run')
    : isReported(cell, run, outcome);

/** Bursts left the tester at the minimum interframe gap. */
const atLineRate: Judge = (cell, run) =>
  eachValid(cell, run, (result, shown) => {
    const most = lineRateAt(run, cell);
    if (most === undefined) return notSeen('link speed not known');
    const offered = offeredLoad(result);
    return holds(offered >= most * NEARLY, `${Math.round(offered)} of ${most} pps`, shown);
  });

/** A DUT that reaches the line rate fills no buffer. */
const belowLineRate: Judge = (cell, run, outcome) => {
  const most = lineRateAt(run, cell);
  if (most === undefined) return notSeen('link speed not known');
  if (cell.throughput === undefined) return notSeen('no throughput was measured');
  return cell.throughput < most ? isReported(cell, run, outcome) : deviates('others too');
};

/** No repeat was ended by the longest burst that may be tried, or that is long enough. */
const longEnough: Judge = (cell, run, outcome) => {
  const longest = Math.max(0, ...validOf(cell).map(({ result }) => result.request.duration));
  return outcome.lowerBoundOnly === 0 || longest >= 30e9
    ? isReported(cell, run, outcome)
    : deviates(`${Number((longest / 1e9).toFixed(3))} s`);
};

/** Requirements for back-to-back frames (section 26.4, updated by RFC 9004). */
export const BACK_TO_BACK: readonly TestRequirement<BackToBackResult>[] = [
  rfc2544('26.4', 'MUST', 'bursts and their wait last 2 s or more', ofBursts(lastsTwoSeconds)),
  rfc2544('26.4', 'SHOULD', 'bursts are repeated 50 times or more', ofBursts(repeated)),
  rfc2544('26.4', 'SHOULD', 'a table of frame sizes and average bursts', ofBursts(isReported)),
  rfc9004('3', 'MUST', 'bursts are of one frame size', ofBursts(isReported)),
  rfc9004('5', 'MUST', 'the line rate of the links is known', ofBursts(onKnownLinks)),
  rfc9004('5', 'MUST', 'the throughput of all seven sizes is known', ofBursts(throughputsAreKnown)),
  rfc9004('5', 'MUST', 'it is of the same traffic, and without loss', ofBursts(throughputIsAlike)),
  rfc9004('5', 'MUST', 'the tester itself measures bursts', ofBursts(atLineRate)),
  rfc9004(
    '5',
    'SHOULD',
    'other causes of loss are found and removed',
    neverInTest("only the testers'"),
  ),
  rfc9004(
    '6.1',
    'described',
    'only sizes that do not reach the line rate',
    ofBursts(belowLineRate),
  ),
  rfc9004('6.2', 'MUST', '2 s or more after a burst has come through', ofBursts(waitsTwoSeconds)),
  // A trial whose counters have not settled is invalid.
  rfc9004('6.2', 'MUST', 'and longer if a buffer empties slowly', ofBursts(isReported)),
  rfc9004('6.2', 'MUST', 'bursts may be as long as 30 s', ofBursts(longEnough)),
  rfc9004(
    '6.2',
    'MUST',
    'a binary search of TST009 for bursts',
    neverInTest('begins at an estimate'),
  ),
  rfc9004('6.2', 'MUST', 'the parameters of the search are reported', ofBursts(isReported)),
  rfc9004('6.2', 'MUST', 'the step between two bursts is reported', ofBursts(isReported)),
  rfc9004(
    '6.3',
    'described',
    'each repeat is a search of its own',
    neverInTest('begins at the last answer'),
  ),
  rfc9004('6.3', 'MUST', 'the burst of each repeat is kept', ofBursts(isReported)),
  rfc9004('7', 'MUST', 'the number of repeats is reported', ofBursts(isReported)),
  rfc9004('7', 'SHOULD', 'minimum, maximum and standard deviation', ofBursts(isReported)),
  rfc9004('7', 'SHOULD', 'the corrected buffer time is reported', ofBursts(isReported)),
  rfc9004('7', 'SHOULD', 'the longest burst tried is reported', ofBursts(isReported)),
];
