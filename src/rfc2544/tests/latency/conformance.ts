import { plural } from '../../../document/wording.js';
import { sum } from '../../../model/numbers/sum.js';
import { eachResult, restingOn, notMeasured, type EndedCell } from '../../conformance/by-trial.js';
import { atThroughput, lasts, reported, sendsFor } from '../../conformance/checks.js';
import type { RunEvidence, TestEvidence } from '../../conformance/evidence.js';
import { deviates, holds, met, notSeen, type Judgement } from '../../conformance/judgement.js';
import {
  neverInTest,
  requirementsOf,
  type TestRequirement,
} from '../../conformance/requirement.js';
import type { LatencyResult } from './result.js';

const rfc2544 = requirementsOf('RFC 2544');

type Measured = Extract<LatencyResult['outcome'], { state: 'measured' }>;
type Judge = (outcome: Measured, run: RunEvidence, cell: EndedCell<LatencyResult>) => Judgement;

/** The times of tagged frames, of every result that has some. */
const ofTimes = (
  judge: Judge,
  allLost: Judgement = notSeen('every tagged frame was lost'),
): ((evidence: TestEvidence<LatencyResult>) => Judgement) =>
  eachResult((cell, run) => {
    const { outcome } = cell.result;
    switch (outcome.state) {
      case 'measured':
        return judge(outcome, run, cell);
      case 'lost':
        return allLost;
      case 'undecided':
      case 'not-applicable':
        return notMeasured(outcome);
    }
  });

const REPEATS = 20;

/** The trials whose tagged frame arrived: a lost one does not count as a repeat. */
const arrived = ({ trialOf }: RunEvidence, trials: readonly number[]): readonly number[] =>
  trials.filter((sequence) => {
    const latency = trialOf(sequence)?.latency;
    return latency?.state === 'measured' && (latency.tagged ?? null) !== null;
  });

/** A mean is rounded to whole nanoseconds. */
const isMean = ({ average, times }: Measured): boolean =>
  Math.abs(average - sum(times) / times.length) <= 1;

/** Those of RFC 1242, of which one is to be stated; times between other moments are by neither. */
const DEFINITIONS: readonly string[] = ['store-and-forward', 'bit-forwarding'];

/** Requirements for the latency (section 26.2). */
export const LATENCY: readonly TestRequirement<LatencyResult>[] = [
  rfc2544(
    '26.2',
    'described',
    'at the measured throughput of each size',
    ofTimes(({ trials }, run, cell) => atThroughput(cell, run, cell.result.load, trials)),
  ),
  rfc2544(
    '26.2',
    'SHOULD',
    'streams of at least 120 s for the latency',
    ofTimes(({ trials }, run) =>
      restingOn(run, trials, (result, shown) => sendsFor(result, 120, shown)),
    ),
  ),
  rfc2544(
    '26.2',
    'SHOULD',
    'a frame is tagged after 60 s',
    ofTimes(({ trials }, run) =>
      restingOn(run, trials, ({ request }, shown) => lasts(request.tagAfter, 60, shown)),
    ),
  ),
  rfc2544(
    '26.2',
    'MUST',
    'the receiver knows the tag',
    ofTimes(({ trials }, run) => met({ trials: arrived(run, trials) })),
  ),
  rfc2544(
    '26.2',
    'MUST',
    'the latency is measured 20 times or more',
    ofTimes(
      ({ trials }, run) => {
        const repeats = arrived(run, trials);
        return holds(repeats.length >= REPEATS, plural(repeats.length, 'time'), {
          trials: repeats,
        });
      },
      deviates(plural(0, 'time')),
    ),
  ),
  rfc2544(
    '26.2',
    'MUST',
    'the average is reported',
    ofTimes((outcome, run) =>
      holds(isMean(outcome), 'another figure', { trials: arrived(run, outcome.trials) }),
    ),
  ),
  rfc2544(
    '26.2',
    'SHOULD',
    'again with tagged frames to new networks',
    neverInTest('to the same destination'),
  ),
  rfc2544(
    '26.2',
    'MUST',
    'the definition of latency is stated',
    ofTimes(({ trials }, run, { result: { definition } }) =>
      definition !== null && DEFINITIONS.includes(definition)
        ? reported(run, trials)
        : deviates(definition ?? 'none'),
    ),
  ),
  rfc2544(
    '26.2',
    'SHOULD',
    'a table of sizes, rates and latencies',
    ofTimes(({ trials }, run) => reported(run, trials)),
  ),
];
