import { nanoseconds } from '../../../model/units.js';
import { mlrSearchTrials } from '../../search/mlrsearch/mlrsearch.js';
import { rangeRules, resolutionRules } from '../../search/playbook-schema.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { MLRSEARCH } from './conformance.js';
import { decidedByMlrSearch, foundByMlrSearch } from './found.js';
import { goalRules } from './goals.js';
import {
  findsThroughput,
  mlrSearchSchema,
  mostLoss,
  searchPlanOf,
  shortestTrial,
} from './playbook.js';
import { multipleLossRatio } from './procedure.js';
import { mlrSearchResultSchema } from './result.js';
import { mlrSearchSections } from './sections.js';

/** Multiple loss ratio search: the fastest rate that meets each goal (RFC 9971). */
export const mlrSearchTest = defineTest({
  name: 'mlrsearch',
  specSchema: mlrSearchSchema,
  resultSchema: mlrSearchResultSchema,
  linkLoad: 'maximumLoad',
  search: { findsThroughput, found: foundByMlrSearch, lossRatio: mostLoss },
  timestamps: 'unused',
  isForeseeable: () => false,
  loads: ({ minimumLoad, maximumLoad }) => givenLoads({ minimumLoad, maximumLoad }),
  rules: (spec) => [...resolutionRules(spec), ...goalRules(spec.goals, ['goals'])],
  linkLoadRules: rangeRules,
  distinguishes: ({ resolution }) => ({ ratio: resolution, what: 'width' }),
  shortestTrial,
  extent: (spec) => {
    const plan = searchPlanOf(spec);
    const final = plan.goals.map(({ finalDuration }) => finalDuration);
    return { most: mlrSearchTrials(plan), longest: nanoseconds(Math.max(...final)) };
  },
  procedure: (spec, { frameSize, pacing }) =>
    multipleLossRatio(frameSize, { ...searchPlanOf(spec), pacing }),
  decided: decidedByMlrSearch,
  conformance: MLRSEARCH,
  sections: mlrSearchSections,
});
