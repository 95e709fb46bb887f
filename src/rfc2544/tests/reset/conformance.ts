import { MINIMUM_FRAME } from '../../../model/frame.js';
import type { ResetKind } from '../../../model/trial.js';
import type { Nanoseconds } from '../../../model/units.js';
import { askedOfTest, type TestRequirement } from '../../conformance/of-test.js';
import { deviates, holds, NOT_APPLICABLE } from '../../conformance/requirement.js';
import {
  atThroughput,
  atThroughputChoices,
  lasts,
  range,
  shortest,
  type AtThroughput,
} from '../../conformance/verdicts.js';
import type { ResetSpec } from './playbook.js';

/** The settings of a run's reset tests. */
interface ResetChoices extends AtThroughput {
  readonly kinds: readonly ResetKind[];
  readonly after: Nanoseconds;
}

/** Of several entries what conforms least, and all kinds of reset. */
export const resetChoices = (specs: readonly ResetSpec[]): ResetChoices => ({
  ...atThroughputChoices(specs),
  kinds: [...new Set(specs.map(({ kind }) => kind))],
  after: shortest(specs.map(({ after }) => after)),
});

const reset = askedOfTest<ResetChoices>();
const updated = askedOfTest<ResetChoices>('RFC 6201');

/** Requirements for resets (section 26.6, updated by RFC 6201). */
export const RESETS: readonly TestRequirement<ResetChoices>[] = [
  reset('26.6', 'described', 'resets at a throughput measured first', atThroughput),
  reset('26.6', 'described', 'resets under frames of the smallest size', (_, { frameSizes }) =>
    holds(frameSizes.includes(MINIMUM_FRAME), range(frameSizes)),
  ),
  reset('26.6', 'SHOULD', 'to networks the DUT is connected to', (_, { traffic }) =>
    holds(traffic.destinations === 'one', 'to networks behind'),
  ),
  reset('26.6', 'SHOULD', 'hardware, software and power are reset', ({ kinds }) =>
    deviates(kinds.join(', ')),
  ),
  reset('26.6', 'SHOULD', 'one statement for each type of reset'),
  updated('1.3', 'SHOULD', 'times by lost frames, or by time stamps'),
  updated('1.4', 'SHOULD', 'load, loss, time, frames, media reported', () =>
    deviates('no bit rate, no loss'),
  ),
  updated('1.4', 'SHOULD', 'the mean of several resets is reported', ({ repeats }) =>
    holds(repeats > 1, 'of one'),
  ),
  updated('3', 'SHOULD', 'first with static routes and neighbours'),
  updated('3', 'MUST', 'the same routes and traffic for every DUT'),
  updated('3', 'MUST', 'what may influence a reset is documented'),
  updated('4.1', 'MUST', 'power, where no hardware module is reset', ({ kinds }) =>
    holds(kinds.includes('power'), kinds.join(', ')),
  ),
  updated('4.2.1', 'MUST', 'the operating system is restarted', ({ kinds }) =>
    holds(kinds.includes('reboot'), kinds.join(', ')),
  ),
  updated('4.2.1', 'described', 'frames come through for 15 s before', ({ after }) =>
    lasts(after, 15),
  ),
  updated('4.3.1', 'described', '15 s without power, taken off the time', ({ kinds }) =>
    kinds.includes('power') ? deviates('10 s, left in') : NOT_APPLICABLE,
  ),
];
