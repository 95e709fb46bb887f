import { MINIMUM_FRAME } from '../../../model/frame.js';
import type { ResetKind } from '../../../model/trial.js';
import { eachResult, restingOn, notMeasured, type EndedCell } from '../../conformance/by-trial.js';
import { atThroughput, dutIsRecorded, lasts, range, reported } from '../../conformance/checks.js';
import { samePlane, type RunEvidence, type TestEvidence } from '../../conformance/evidence.js';
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
import { allNetworksOf, factKey } from '../../measured-networks.js';
import type { ResetResult } from './result.js';

const rfc2544 = requirementsOf('RFC 2544');
const rfc6201 = requirementsOf('RFC 6201');

type Measured = Extract<ResetResult['outcome'], { state: 'measured' }>;
type Judge = (outcome: Measured, run: RunEvidence, cell: EndedCell<ResetResult>) => Judgement;
type Resets = TestEvidence<ResetResult>;

/** Judges the reset times of every result that has some. */
const ofTimes = (judge: Judge): ((resets: Resets) => Judgement) =>
  eachResult((cell, run) => {
    const { outcome } = cell.result;
    return outcome.state === 'measured' ? judge(outcome, run, cell) : notMeasured(outcome);
  });

const isReported: Judge = ({ trials }, run) => reported(run, trials);

/** A judgement by other keys of the archive, of resets that were measured. */
const ofMeasured =
  (judge: (resets: Resets) => Judgement) =>
  (resets: Resets): Judgement =>
    combined([ofTimes(isReported)(resets), judge(resets)]);

/** Results with a time, of some resets. */
const measuredOf = ({ cells }: Resets, kinds?: readonly ResetKind[]) =>
  cells.flatMap(({ result, frameSize }) =>
    result?.outcome.state === 'measured' && (kinds?.includes(result.kind) ?? true)
      ? [{ kind: result.kind, frameSize, trials: result.outcome.trials }]
      : [],
  );

/** A kind of reset that has to be among those that were measured. */
const includes =
  (kind: ResetKind) =>
  (resets: Resets): Judgement => {
    const own = measuredOf(resets, [kind]);
    if (own.length > 0) {
      return combined(own.map(({ trials }) => reported(resets.run, trials)));
    }
    const asked = resets.cells.some(({ result }) => result === undefined || result.kind === kind);
    if (asked) return notSeen(`no reset by ${kind} was measured`);
    return deviates([...new Set(measuredOf(resets).map((each) => each.kind))].join(', '));
  };

/** Resets are under the smallest frames; other sizes may be tried as well. */
const smallestFrames = (resets: Resets): Judgement => {
  const all = measuredOf(resets);
  if (all.length === 0) return notSeen('no reset was measured');
  const smallest = all.filter(({ frameSize }) => frameSize === MINIMUM_FRAME);
  return smallest.length === 0
    ? deviates(range(all.map(({ frameSize }) => frameSize)))
    : combined(smallest.map(({ trials }) => reported(resets.run, trials)));
};

/** The networks that frames go to are those of the DUT's own links. */
const connected = ({ run: { facts } }: Resets): Judgement => {
  const all = allNetworksOf(facts);
  if (all.some(({ traffic }) => traffic === undefined)) return notSeen('not recorded');
  const behind = all.some(
    ({ traffic, routers }) => traffic?.destinations === 'many' || (routers?.routes ?? 0) > 0,
  );
  return holds(!behind, 'to networks behind', { facts: [factKey(facts, 'traffic')] });
};

/** vrbench cannot cause a hardware reset. */
const allTypes = (resets: Resets): Judgement => {
  const kinds = [...new Set(measuredOf(resets).map(({ kind }) => kind))];
  return kinds.length === 0 ? notSeen('no reset was measured') : deviates(kinds.join(', '));
};

/** A time that is not just a lower bound: frames got through again. */
const byLossOrStamps: Judge = (outcome, run, cell) =>
  outcome.lowerBoundOnly === 0
    ? isReported(outcome, run, cell)
    : deviates(`still down in ${outcome.lowerBoundOnly} of ${outcome.times.length}`);

const sameForEachDut = ({ run, cells }: Resets): Judgement => {
  const [first] = cells;
  if (first === undefined || cells.every((cell) => samePlane(cell, first))) return NOT_APPLICABLE;
  const { facts } = run;
  const all = allNetworksOf(facts);
  if (all.some(({ traffic, routers }) => traffic === undefined || routers === undefined)) {
    return notSeen('not recorded');
  }
  // Every network has all data planes, unless one was left out for some.
  const planes = new Set(cells.map(({ dataPlane }) => dataPlane));
  const alike = all.every(({ name }) =>
    [...planes].every((plane) =>
      cells.some((cell) => cell.dataPlane === plane && cell.network === name),
    ),
  );
  if (!alike) return deviates('some networks on some data planes only');
  const keys = [factKey(facts, 'traffic'), factKey(facts, 'routers')];
  return combined([ofTimes(isReported)({ run, cells }), met({ facts: keys })]);
};

const areStatic = ({ run: { facts } }: Resets): Judgement =>
  facts.dutSetups === undefined || facts.dutSetups.length === 0
    ? notSeen('set-ups are not recorded')
    : met({ facts: ['dutSetups'] });

const withoutPower = (resets: Resets): Judgement =>
  measuredOf(resets, ['power']).length > 0 ? deviates('10 s, not subtracted') : NOT_APPLICABLE;

const documented = ({ run }: Resets): Judgement => dutIsRecorded(run);

/** Requirements for resets (section 26.6, updated by RFC 6201), by what was measured. */
export const RESETS: readonly TestRequirement<ResetResult>[] = [
  rfc2544(
    '26.6',
    'described',
    'resets at a throughput measured first',
    ofTimes(({ trials }, run, cell) => atThroughput(cell, run, cell.result.load, trials)),
  ),
  rfc2544('26.6', 'described', 'resets under frames of the smallest size', smallestFrames),
  rfc2544('26.6', 'SHOULD', 'to networks the DUT is connected to', ofMeasured(connected)),
  rfc2544('26.6', 'SHOULD', 'hardware, software and power resets', allTypes),
  rfc2544('26.6', 'SHOULD', 'one statement for each type of reset', ofTimes(isReported)),
  rfc6201('1.3', 'SHOULD', 'times by lost frames, or by time stamps', ofTimes(byLossOrStamps)),
  rfc6201(
    '1.4',
    'SHOULD',
    'load, loss, time, frames, media reported',
    neverInTest('no bit rate, no loss'),
  ),
  rfc6201(
    '1.4',
    'SHOULD',
    'the mean of several resets is reported',
    ofTimes((outcome, run, cell) =>
      outcome.times.length > 1 ? isReported(outcome, run, cell) : deviates('of one'),
    ),
  ),
  rfc6201('3', 'SHOULD', 'first with static routes and neighbours', ofMeasured(areStatic)),
  rfc6201('3', 'MUST', 'the same routes and traffic for every DUT', sameForEachDut),
  rfc6201('3', 'MUST', 'what may influence a reset is documented', ofMeasured(documented)),
  rfc6201('4.1', 'MUST', 'power, if no hardware module is reset', includes('power')),
  rfc6201('4.2.1', 'MUST', 'the operating system is restarted', includes('reboot')),
  rfc6201(
    '4.2.1',
    'described',
    'frames get through for 15 s before',
    ofTimes(({ trials }, run) =>
      restingOn(run, trials, ({ reset }, shown) => lasts(reset?.startedAt, 15, shown)),
    ),
  ),
  rfc6201('4.3.1', 'described', '15 s without power, subtracted from the time', withoutPower),
];
