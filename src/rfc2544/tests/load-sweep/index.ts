import { decidedLoads } from '../../trials/load-figures.js';
import { forwardingRates, lossRatios, maximumForwardingRate } from '../../quantities/at-loads.js';
import { defineTest } from '../definition.js';
import { loadSweepRules, loadSweepSchema, withoutLoad } from './playbook.js';
import { loadSweep, loadSweepInBlocks, loadSweepTrials } from './procedure.js';
import { loadSweepResultSchema } from './result.js';
import { loadSweepSections } from './sections.js';

/** Offered load against forwarding rate. */
export const loadSweepTest = defineTest({
  name: 'load-sweep',
  specSchema: loadSweepSchema,
  resultSchema: loadSweepResultSchema,
  timestamps: 'unused',
  isForeseeable: () => true,
  loads: ({ intendedLoads }) =>
    intendedLoads.map((load, index) => [load, ['intendedLoads', index]]),
  without: withoutLoad,
  rules: loadSweepRules,
  shortestTrial: (_, { trial }) => trial.duration,
  extent: (spec, duration) => ({
    most: loadSweepTrials(spec),
    longest: duration,
  }),
  procedure: (spec, shape) => loadSweep(shape, spec),
  blocks: {
    count: ({ repeats }) => repeats,
    procedure: (spec, shape) => loadSweepInBlocks(shape, spec),
  },
  decided: ({ loads }) => decidedLoads(loads),
  byLoad: ({ loads }) => loads,
  quantities: [
    { name: 'maximum-forwarding-rate', figures: ({ loads }) => maximumForwardingRate(loads) },
    { name: 'forwarding-rate', figures: ({ loads }) => forwardingRates(loads) },
    { name: 'loss-ratio', figures: ({ loads }) => lossRatios(loads) },
  ],
  sections: loadSweepSections,
});
