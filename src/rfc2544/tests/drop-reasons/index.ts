import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { countRules } from '../../trials/count-rules.js';
import { dropReasonsRules, dropReasonsSchema } from './playbook.js';
import { dropReasons } from './procedure.js';
import { dropReasonsResultSchema, type DropReasonsResult } from './result.js';
import { dropReasonsSections } from './sections.js';

/** Why and where the DUT's kernel drops frames: a diagnosis without figures. */
export const dropReasonsTest = defineTest({
  name: 'drop-reasons',
  specSchema: dropReasonsSchema,
  resultSchema: dropReasonsResultSchema,
  linkLoad: 'frameRate',
  atThroughput: {
    load: 'throughput',
    notMade: (_, reason): DropReasonsResult => ({
      test: 'drop-reasons',
      load: null,
      outcome: { state: 'not-applicable', reason },
    }),
  },
  timestamps: 'unused',
  diagnoses: true,
  isForeseeable: () => false,
  loads: ({ frameRate }) => givenLoads({ frameRate }),
  rules: dropReasonsRules,
  linkLoadRules: (spec, plan) => countRules(plan, ['duration'], spec.frameRate, spec.duration),
  shortestTrial: ({ duration }) => duration,
  extent: ({ duration }) => ({ most: 1, longest: duration }),
  procedure: (spec, { frameSize }) => dropReasons(frameSize, spec),
  quantities: [],
  sections: dropReasonsSections,
});
