import { ETHERNET_SIZES } from '../../../model/frame.js';
import { askedOfTest, type TestRequirement } from '../../conformance/of-test.js';
import { deviates, holds } from '../../conformance/requirement.js';
import {
  atThroughput,
  ethernetSizes,
  lasts,
  type AtThroughput,
} from '../../conformance/verdicts.js';

const REPEATS = 50;

const bursts = askedOfTest<AtThroughput>();
const updated = askedOfTest<AtThroughput>('RFC 9004');

/** Requirements for back-to-back frames (section 26.4, updated by RFC 9004). */
export const BACK_TO_BACK: readonly TestRequirement<AtThroughput>[] = [
  bursts('26.4', 'MUST', 'bursts and their wait last 2 s or more', (_, { residualWait }) =>
    lasts(residualWait, 2),
  ),
  bursts('26.4', 'SHOULD', 'bursts are repeated 50 times or more', ({ repeats }) =>
    holds(repeats >= REPEATS, `${repeats} times`),
  ),
  bursts('26.4', 'SHOULD', 'a table of frame sizes and average bursts'),
  updated('3', 'MUST', 'bursts are of one frame size'),
  updated('5', 'MUST', 'links are known, and so what they carry', (_, { mediaMaximum }) =>
    holds(mediaMaximum !== undefined, 'link speed not known'),
  ),
  updated('5', 'MUST', 'the throughput of all seven sizes is known', ({ throughput }, choices) =>
    throughput === 'given'
      ? deviates('the playbook says one')
      : holds(
          ethernetSizes(choices) === ETHERNET_SIZES.length,
          `of ${ethernetSizes(choices)} of them`,
        ),
  ),
  updated('5', 'MUST', 'it is of the same traffic, and without loss', atThroughput),
  updated('5', 'MUST', 'the tester itself measures bursts'),
  updated('5', 'SHOULD', 'other causes of loss are found, and removed', () =>
    deviates("the testers' alone"),
  ),
  updated('6.1', 'described', 'only sizes that do not reach the line rate'),
  updated('6.2', 'MUST', '2 s or more after a burst has come through', (_, { residualWait }) =>
    lasts(residualWait, 2),
  ),
  // A trial ends only when the counters have settled.
  updated('6.2', 'MUST', 'and longer where a buffer empties slowly'),
  updated('6.2', 'MUST', 'bursts may be as long as 30 s'),
  updated('6.2', 'MUST', 'a binary search of TST009 for bursts', () =>
    deviates('begins at an estimate'),
  ),
  updated('6.2', 'MUST', 'the parameters of the search are reported'),
  updated('6.2', 'MUST', 'the step between two bursts is reported'),
  updated('6.3', 'described', 'each repeat is a search of its own', () =>
    deviates('begins at the last answer'),
  ),
  updated('6.3', 'MUST', 'the burst of each repeat is kept'),
  updated('7', 'MUST', 'the number of repeats is reported'),
  updated('7', 'SHOULD', 'minimum, maximum and standard deviation'),
  updated('7', 'SHOULD', 'the corrected buffer time is reported'),
  updated('7', 'SHOULD', 'the longest burst tried is reported'),
];
