import type { Nanoseconds } from '../../../model/units.js';
import { askedOfTest, type TestRequirement } from '../../conformance/of-test.js';
import { holds } from '../../conformance/requirement.js';
import {
  atThroughput,
  atThroughputChoices,
  lasts,
  shortest,
  type AtThroughput,
} from '../../conformance/verdicts.js';
import type { SystemRecoverySpec } from './playbook.js';

/** The settings of a run's system recovery tests. */
interface RecoveryChoices extends AtThroughput {
  readonly overload: Nanoseconds;
}

/** Of several entries what conforms least. */
export const recoveryChoices = (specs: readonly SystemRecoverySpec[]): RecoveryChoices => ({
  ...atThroughputChoices(specs),
  overload: shortest(specs.map(({ overload }) => overload)),
});

const recovery = askedOfTest<RecoveryChoices>();

/** What is asked of system recovery (section 26.5). */
export const RECOVERY: readonly TestRequirement<RecoveryChoices>[] = [
  recovery('26.5', 'described', 'after 110 % of a measured throughput', atThroughput),
  recovery('26.5', 'described', 'an overload of at least 60 s', ({ overload }) =>
    lasts(overload, 60),
  ),
  recovery('26.5', 'described', 'then half of that load'),
  recovery('26.5', 'SHOULD', 'the mean of several recoveries is reported', ({ repeats }) =>
    holds(repeats > 1, 'of one'),
  ),
  recovery('26.5', 'SHOULD', 'a table of frame sizes, rates and times'),
];
