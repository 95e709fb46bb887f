import { decidedLoads } from '../../trials/load-figures.js';
import { forwardingRates, lossRatios } from '../../quantities/at-loads.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { FRAME_LOSS_RATE } from './conformance.js';
import { frameLossRateRules, frameLossRateSchema } from './playbook.js';
import { frameLossRate, frameLossRateTrials, lowestLoadOf } from './procedure.js';
import { frameLossRateResultSchema } from './result.js';
import { frameLossRateSections } from './sections.js';

/** Loss against load, from the maximum down (RFC 2544 section 26.3). */
export const frameLossRateTest = defineTest({
  name: 'frame-loss-rate',
  specSchema: frameLossRateSchema,
  resultSchema: frameLossRateResultSchema,
  linkLoad: 'maximumLoad',
  timestamps: 'unused',
  isForeseeable: () => false,
  loads: ({ maximumLoad }) => givenLoads({ maximumLoad }),
  rules: frameLossRateRules,
  distinguishes: ({ step }) => ({ ratio: step, what: 'step' }),
  lowestLoad: (spec) => [lowestLoadOf(spec), ['step']],
  shortestTrial: (_, { trial }) => trial.duration,
  extent: (spec, duration) => ({
    most: frameLossRateTrials(spec),
    longest: duration,
  }),
  procedure: (spec, shape) => frameLossRate(shape, spec),
  decided: ({ loads }) => decidedLoads(loads),
  byLoad: ({ loads }) => loads,
  conformance: FRAME_LOSS_RATE,
  quantities: [
    { name: 'loss-ratio', figures: ({ loads }) => lossRatios(loads) },
    { name: 'forwarding-rate', figures: ({ loads }) => forwardingRates(loads) },
  ],
  sections: frameLossRateSections,
});
