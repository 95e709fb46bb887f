import { nanoseconds } from '../../../model/units.js';
import { throughputRules } from '../../at-throughput/rules.js';
import { averageTime } from '../../quantities/times.js';
import { countRules } from '../../trials/count-rules.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { RECOVERY } from './conformance.js';
import { systemRecoveryRules, systemRecoverySchema } from './playbook.js';
import { OVERLOAD, reducedLoadOf, systemRecovery, systemRecoveryTrials } from './procedure.js';
import { systemRecoveryResultSchema, type SystemRecoveryResult } from './result.js';
import { systemRecoverySections } from './sections.js';

const RULE = 'RFC 2544 section 26.5';

/** How long frames are still lost after an overload (RFC 2544 section 26.5). */
export const systemRecoveryTest = defineTest({
  name: 'system-recovery',
  specSchema: systemRecoverySchema,
  resultSchema: systemRecoveryResultSchema,
  linkLoad: 'frameRate',
  atThroughput: {
    load: 'throughput',
    rule: RULE,
    notMade: (_, reason): SystemRecoveryResult => ({
      test: 'system-recovery',
      overloadLoad: null,
      reducedLoad: null,
      outcome: { state: 'not-applicable', reason },
    }),
  },
  timestamps: 'required',
  isForeseeable: () => false,
  loads: ({ frameRate }) => givenLoads({ frameRate }),
  rules: (spec, plan) => [...throughputRules(spec, plan, RULE), ...systemRecoveryRules(spec)],
  linkLoadRules: (spec, plan) => [
    ...countRules(plan, ['overload'], spec.frameRate, spec.overload),
    ...countRules(plan, ['observation'], spec.frameRate, spec.observation),
  ],
  distinguishes: () => ({ ratio: OVERLOAD, what: 'overload' }),
  lowestLoad: (spec) => [reducedLoadOf(spec), ['throughput']],
  shortestTrial: ({ overload, observation }) => nanoseconds(Math.min(overload, observation)),
  extent: (spec) => ({
    most: systemRecoveryTrials(spec),
    longest: nanoseconds(spec.overload + spec.observation),
  }),
  procedure: (spec, { frameSize }) => systemRecovery(frameSize, spec),
  conformance: RECOVERY,
  quantities: [
    {
      name: 'recovery-time',
      figures: ({ outcome }) => (outcome.state === 'measured' ? averageTime(outcome, outcome) : []),
    },
  ],
  sections: systemRecoverySections,
});
