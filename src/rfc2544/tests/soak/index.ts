import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { soakRules, soakSchema, soakTrials } from './playbook.js';
import { decidedPeriods, soak } from './procedure.js';
import { soakLoss } from './quantities.js';
import { soakResultSchema, type SoakResult } from './result.js';
import { soakSections } from './sections.js';

/** One load held for an hour: loss over time. */
export const soakTest = defineTest({
  name: 'soak',
  specSchema: soakSchema,
  resultSchema: soakResultSchema,
  atThroughput: {
    load: 'load',
    notMade: (_, reason): SoakResult => ({
      test: 'soak',
      load: null,
      outcome: { state: 'not-applicable', reason },
    }),
  },
  timestamps: 'unused',
  isForeseeable: ({ load }) => load !== undefined,
  loads: ({ load }) => givenLoads({ load }),
  rules: soakRules,
  shortestTrial: ({ trialDuration }) => trialDuration,
  extent: (spec) => ({
    most: soakTrials(spec),
    longest: spec.trialDuration,
  }),
  procedure: (spec, shape) => soak(shape, spec),
  decided: decidedPeriods,
  quantities: [{ name: 'loss-ratio', figures: soakLoss }],
  sections: soakSections,
});
