import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { atValue, type Finding } from '../../../document/finding.js';
import { rateText } from '../../../document/quantity.js';
import { RENAMED_KEYS } from '../../../document/renamed-keys.js';
import { repeatedValues } from '../../../document/repeated-values.js';
import { repeatsKey } from '../../at-throughput/playbook-schema.js';
import type { Pps } from '../../../model/units.js';
import type { LoadPlan } from '../../router-loads.js';
import { wholeNanoseconds, type Pacing } from '../../trials/pacing.js';

const ORDERS = {
  'as-given': 'as the loads are listed, repeat after repeat',
  random: 'in random order, so that no load gains from its place',
} as const;

export const loadSweepSchema = z
  .strictObject({
    test: z.literal('load-sweep'),
    intendedLoads: z
      .array(rateText)
      .min(1)
      .describe('Intended loads, aggregate over ingress ports'),
    repeats: repeatsKey(1).describe('Trials at each load'),
    order: choiceOf('order', ORDERS).default('as-given').describe('Of the trials'),
    seed: z.int().min(0).max(0xffff_ffff).default(1).describe('Gives the same random order again'),
  })
  .describe('Offered load against forwarding rate')
  .register(RENAMED_KEYS, { offeredLoads: 'intendedLoads' });

/** A load sweep as a playbook asks for it. */
export type LoadSweepSpec = z.output<typeof loadSweepSchema>;

/** The rules of a load sweep that its schema cannot express. */
export const loadSweepRules = ({ intendedLoads }: LoadSweepSpec, plan: LoadPlan): Finding[] => {
  const repeated = repeatedValues(intendedLoads, ['intendedLoads']);
  return repeated.length > 0 ? repeated : sameTraffic(intendedLoads, wholeNanoseconds(plan));
};

/** Loads that generators cannot tell apart. */
const sameTraffic = (loads: readonly Pps[], pacing: Pacing): Finding[] => {
  const paced = loads.map(pacing);
  return loads.flatMap((load, index) => {
    const effective = pacing(load);
    const first = paced.indexOf(effective);
    const message =
      `${load} pps is the same traffic as ${loads[first] ?? load} pps: with whole nanoseconds` +
      ` between frames both are ${effective} pps`;
    return first === index ? [] : [atValue(['intendedLoads', index], message)];
  });
};
