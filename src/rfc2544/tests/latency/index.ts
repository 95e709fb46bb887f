import { atValue } from '../../../document/finding.js';
import { momentRules, throughputRules } from '../../at-throughput/rules.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { LATENCY } from './conformance.js';
import { latencySchema } from './playbook.js';
import { latency, mostLatencyTrials } from './procedure.js';
import { averageLatency, latencyPercentile } from './quantities.js';
import { latencyResultSchema, type LatencyResult } from './result.js';
import { latencySections } from './sections.js';

const RULE = 'RFC 2544 section 26.2';

/** How long a frame takes at the throughput (RFC 2544 section 26.2). */
export const latencyTest = defineTest({
  name: 'latency',
  specSchema: latencySchema,
  resultSchema: latencyResultSchema,
  atThroughput: {
    load: 'throughput',
    rule: RULE,
    isElsewhere: ({ atLoad }) => atLoad !== undefined,
    notMade: (_, reason): LatencyResult => ({
      test: 'latency',
      definition: null,
      load: null,
      outcome: { state: 'not-applicable', reason },
    }),
  },
  timestamps: 'required',
  // Except for trials that follow those whose tagged frame was lost.
  isForeseeable: ({ throughput, atLoad }) => (throughput ?? atLoad) !== undefined,
  loads: ({ throughput, atLoad }) => givenLoads({ throughput, atLoad }),
  rules: (spec, plan) => [
    ...throughputRules(spec, plan, RULE),
    ...(spec.throughput === undefined || spec.atLoad === undefined
      ? []
      : [atValue(['atLoad'], 'replaces throughput: give only one of them')]),
    ...momentRules('tagAfter', spec.tagAfter, spec.duration),
  ],
  shortestTrial: ({ duration }) => duration,
  extent: (spec) => ({ most: mostLatencyTrials(spec), longest: spec.duration }),
  procedure: (spec, { frameSize }) =>
    latency(
      { frameSize, duration: spec.duration },
      { ...spec, throughput: spec.atLoad ?? spec.throughput },
    ),
  frameTimes: ({ load, outcome }) =>
    load === null || outcome.state !== 'measured'
      ? undefined
      : { load, times: outcome.times, trials: outcome.trials },
  conformance: LATENCY,
  quantities: [
    { name: 'latency-average', figures: averageLatency },
    { name: 'latency-p50', figures: (result) => latencyPercentile(result, 'p50') },
    { name: 'latency-p90', figures: (result) => latencyPercentile(result, 'p90') },
    { name: 'latency-p99', figures: (result) => latencyPercentile(result, 'p99') },
    { name: 'latency-p999', figures: (result) => latencyPercentile(result, 'p999') },
  ],
  sections: latencySections,
});
