import { momentRules, throughputRules } from '../../at-throughput/rules.js';
import { averageTime } from '../../quantities/times.js';
import { defineTest } from '../definition.js';
import { givenLoads } from '../given-loads.js';
import { RESETS } from './conformance.js';
import { modifierRules, resetSchema } from './playbook.js';
import { reset, resetTrials } from './procedure.js';
import { resetResultSchema, type ResetResult } from './result.js';
import { resetSections } from './sections.js';

const RULE = 'RFC 2544 section 26.6';

/** How long a reset interrupts forwarding (RFC 2544 section 26.6, RFC 6201). */
export const resetTest = defineTest({
  name: 'reset',
  specSchema: resetSchema,
  resultSchema: resetResultSchema,
  atThroughput: {
    load: 'throughput',
    rule: RULE,
    notMade: ({ kind }, reason): ResetResult => ({
      test: 'reset',
      kind,
      load: null,
      outcome: { state: 'not-applicable', reason },
    }),
  },
  timestamps: 'optional',
  resetKind: ({ kind }) => kind,
  isForeseeable: () => false,
  loads: ({ throughput }) => givenLoads({ throughput }),
  rules: (spec, plan) => [
    ...modifierRules(plan),
    ...throughputRules(spec, plan, RULE),
    ...momentRules('after', spec.after, spec.duration),
  ],
  shortestTrial: ({ duration }) => duration,
  extent: (spec) => ({ most: resetTrials(spec), longest: spec.duration }),
  procedure: (spec, { frameSize }) => reset({ frameSize, duration: spec.duration }, spec),
  conformance: RESETS,
  quantities: [
    {
      name: 'reset-time',
      figures: ({ kind, outcome }) =>
        outcome.state === 'measured' ? averageTime(outcome, { ...outcome, at: { kind } }) : [],
    },
  ],
  sections: resetSections,
});
