import type { Nanoseconds } from '../../../model/units.js';
import { askedOfTest, type TestRequirement } from '../../conformance/of-test.js';
import { deviates, holds } from '../../conformance/requirement.js';
import {
  atThroughput,
  atThroughputChoices,
  lasts,
  shortest,
  type AtThroughput,
} from '../../conformance/verdicts.js';
import type { LatencySpec } from './playbook.js';

/** The settings of a run's latency tests. */
interface LatencyChoices extends AtThroughput {
  readonly duration: Nanoseconds;
  readonly tagAfter: Nanoseconds;
}

/** Of several entries what conforms least. */
export const latencyChoices = (specs: readonly LatencySpec[]): LatencyChoices => ({
  ...atThroughputChoices(specs),
  duration: shortest(specs.map(({ duration }) => duration)),
  tagAfter: shortest(specs.map(({ tagAfter }) => tagAfter)),
});

const REPEATS = 20;

const latency = askedOfTest<LatencyChoices>();

/** What is asked of the latency (section 26.2). */
export const LATENCY: readonly TestRequirement<LatencyChoices>[] = [
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
