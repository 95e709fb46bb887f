import { throughputRules } from '../../at-throughput/rules.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { BACK_TO_BACK } from './conformance.js';
import { backToBackSchema, longestBurstFrames } from './playbook.js';
import { backToBack, backToBackTrials } from './procedure.js';
import { burstFigures } from './quantities.js';
import { backToBackResultSchema, type BackToBackResult } from './result.js';
import { burstRules } from './rules.js';
import { backToBackSections } from './sections.js';

const RULE = 'RFC 9004 section 5';

/** The longest burst that loses no frame (RFC 2544 section 26.4, RFC 9004). */
export const backToBackTest = defineTest({
  name: 'back-to-back',
  specSchema: backToBackSchema,
  resultSchema: backToBackResultSchema,
  linkLoad: 'frameRate',
  atThroughput: {
    load: 'throughput',
    rule: RULE,
    notMade: ({ step }, reason): BackToBackResult => ({
      test: 'back-to-back',
      step,
      outcome: { state: 'not-applicable', reason },
    }),
  },
  timestamps: 'unused',
  isForeseeable: () => false,
  loads: ({ frameRate }) => givenLoads({ frameRate }),
  rules: (spec, plan) => throughputRules(spec, plan, RULE),
  linkLoadRules: burstRules,
  // Bursts have rules of their own.
  shortestTrial: () => undefined,
  extent: (spec) => ({
    most: backToBackTrials({ ...spec, longestBurst: longestBurstFrames(spec) }),
    longest: spec.longestBurst,
  }),
  procedure: (spec, { frameSize }) =>
    backToBack(frameSize, { ...spec, longestBurst: longestBurstFrames(spec) }),
  conformance: BACK_TO_BACK,
  quantities: [{ name: 'burst', figures: burstFigures }],
  sections: backToBackSections,
});
