import { askedOf, deviates, holds, type Requirement } from './requirement.js';
import { atThroughput, lasts } from './verdicts.js';

const REPEATS = 20;

const latency = askedOf('latency');

/** What is asked of the latency (section 26.2). */
export const LATENCY: readonly Requirement[] = [
  latency('26.2', 'described', 'at the measured throughput of each size', atThroughput),
  latency('26.2', 'SHOULD', 'streams of at least 120 s for the latency', ({ duration }) =>
    lasts(duration, 120),
  ),
  latency('26.2', 'SHOULD', 'a frame is tagged after 60 s', ({ tagAfter }) => lasts(tagAfter, 60)),
  latency('26.2', 'MUST', 'the receiver knows the tag'),
  latency('26.2', 'MUST', 'the latency is measured 20 times or more', ({ repeats }) =>
    holds(repeats >= REPEATS, `${repeats} times`),
  ),
  latency('26.2', 'MUST', 'its average is what is reported'),
  latency('26.2', 'SHOULD', 'again with tagged frames to new networks', () =>
    deviates('to the same destination'),
  ),
  latency('26.2', 'MUST', 'the definition of latency is stated'),
  latency('26.2', 'SHOULD', 'a table of sizes, rates and latencies'),
];
