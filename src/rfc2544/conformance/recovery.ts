import { askedOf, holds, type Requirement } from './requirement.js';
import { atThroughput, lasts } from './verdicts.js';

const recovery = askedOf('systemRecovery');

/** What is asked of system recovery (section 26.5). */
export const RECOVERY: readonly Requirement[] = [
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
