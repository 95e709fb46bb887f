import { rangeRules, resolutionRules } from '../../search/playbook-schema.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { decidedByThroughput, foundByThroughput, lossAboveThroughput } from './found.js';
import { throughputSchema } from './playbook.js';
import { throughput, throughputInBlocks, throughputTrials } from './procedure.js';
import { throughputFigures } from './quantities.js';
import { throughputResultSchema } from './result.js';
import { throughputSections } from './sections.js';

/** The fastest rate at which no frame is lost (RFC 2544 section 26.1). */
export const throughputTest = defineTest({
  name: 'throughput',
  specSchema: throughputSchema,
  resultSchema: throughputResultSchema,
  linkLoad: 'maximumLoad',
  search: {
    findsThroughput: () => true,
    found: foundByThroughput,
    lossAbove: lossAboveThroughput,
    lossRatio: () => 0,
  },
  timestamps: 'unused',
  isForeseeable: () => false,
  loads: ({ minimumLoad, maximumLoad }) => givenLoads({ minimumLoad, maximumLoad }),
  rules: resolutionRules,
  distinguishes: ({ resolution }) => ({ ratio: resolution, what: 'resolution' }),
  linkLoadRules: rangeRules,
  shortestTrial: (_, { trial }) => trial.duration,
  extent: (spec, duration) => ({
    most: throughputTrials(spec),
    longest: duration,
  }),
  procedure: (spec, shape) => throughput(shape, spec),
  blocks: {
    count: ({ repeats }) => repeats,
    procedure: (spec, shape) => throughputInBlocks(shape, spec),
  },
  decided: decidedByThroughput,
  quantities: [{ name: 'throughput', figures: throughputFigures }],
  sections: throughputSections,
});
