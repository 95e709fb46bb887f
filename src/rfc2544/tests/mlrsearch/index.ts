import { mlrSearchTrials } from '../../search/mlrsearch/mlrsearch.js';
import { rangeRules, resolutionRules } from '../../search/playbook-schema.js';
import { countRules } from '../../trials/count-rules.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { MLRSEARCH } from './conformance.js';
import { decidedByMlrSearch, foundByMlrSearch, lossAboveMlrSearch } from './found.js';
import { goalRules } from './goals.js';
import {
  findsThroughput,
  longestTrial,
  mlrSearchSchema,
  mostLoss,
  searchPlanOf,
  shortestTrial,
} from './playbook.js';
import { multipleLossRatio } from './procedure.js';
import { goalFigures } from './quantities.js';
import { mlrSearchResultSchema } from './result.js';
import { mlrSearchSections } from './sections.js';

/** Multiple loss ratio search: the fastest rate that meets each goal (RFC 9971). */
export const mlrSearchTest = defineTest({
  name: 'mlrsearch',
  specSchema: mlrSearchSchema,
  resultSchema: mlrSearchResultSchema,
  linkLoad: 'maximumLoad',
  search: {
    findsThroughput,
    found: foundByMlrSearch,
    lossAbove: lossAboveMlrSearch,
    lossRatio: mostLoss,
  },
  timestamps: 'unused',
  isForeseeable: () => false,
  loads: ({ minimumLoad, maximumLoad }) => givenLoads({ minimumLoad, maximumLoad }),
  rules: (spec) => [...resolutionRules(spec), ...goalRules(spec.goals, ['goals'])],
  linkLoadRules: (spec, plan) => [
    ...rangeRules(spec),
    ...countRules(plan, ['goals'], spec.maximumLoad, longestTrial(spec)),
  ],
  distinguishes: ({ resolution }) => ({ ratio: resolution, what: 'width' }),
  shortestTrial,
  extent: (spec) => {
    return { most: mlrSearchTrials(searchPlanOf(spec)), longest: longestTrial(spec) };
  },
  procedure: (spec, { frameSize, pacing }) =>
    multipleLossRatio(frameSize, { ...searchPlanOf(spec), pacing }),
  decided: decidedByMlrSearch,
  conformance: MLRSEARCH,
  quantities: [{ name: 'throughput', figures: goalFigures }],
  sections: mlrSearchSections,
});
