import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import { atValue, type Finding } from '../../../document/finding.js';
import { loadText } from '../../../document/quantity.js';
import { RENAMED_KEYS } from '../../../document/renamed-keys.js';
import { repeatedValues } from '../../../document/repeated-values.js';
import { repeatsKey } from '../../at-throughput/playbook-schema.js';
import type { WithRates } from '../../../document/stated-load.js';
import type { Pps } from '../../../model/units.js';
import type { LoadPlan } from '../../router-loads.js';
import { wholeNanoseconds, type Pacing } from '../../trials/pacing.js';

const ORDERS = {
  'as-given': 'as the loads are listed, repeat after repeat',
  random: 'in random order, so that drift favours no load',
} as const;

const MOST_LOADS = 10_000;
const MOST_TRIALS = 50_000;

export const loadSweepSchema = z
  .strictObject({
    test: z.literal('load-sweep'),
    intendedLoads: z
      .array(loadText)
      .min(1)
      .max(MOST_LOADS)
      .describe('Intended loads, aggregate over ingress ports'),
    repeats: repeatsKey(1).describe('Trials at each load'),
    order: choiceOf('order', ORDERS).default('as-given').describe('Order of the trials'),
    seed: z.int().min(0).max(0xffff_ffff).default(1).describe('Seed of the random order'),
  })
  .describe('Offered load against forwarding rate')
  .register(RENAMED_KEYS, { offeredLoads: 'intendedLoads' });

/** A load sweep as a playbook asks for it. */
export type LoadSweepSpec = WithRates<z.output<typeof loadSweepSchema>>;

/** A sweep without one of its loads; undefined if it has no other. */
export const withoutLoad = (
  spec: LoadSweepSpec,
  [key, index]: readonly PropertyKey[],
): LoadSweepSpec | undefined => {
  if (key !== 'intendedLoads' || spec.intendedLoads.length < 2) return undefined;
  return { ...spec, intendedLoads: spec.intendedLoads.filter((_, at) => at !== index) };
};

/** The rules of a load sweep that its schema cannot express. */
export const loadSweepRules = (
  { intendedLoads, repeats }: LoadSweepSpec,
  plan: LoadPlan,
): Finding[] => {
  const trials = intendedLoads.length * repeats;
  if (trials > MOST_TRIALS) {
    return [atValue(['repeats'], `makes ${trials} trials; a sweep has at most ${MOST_TRIALS}`)];
  }
  const repeated = repeatedValues(intendedLoads, ['intendedLoads']);
  return repeated.length > 0 ? repeated : sameTraffic(intendedLoads, wholeNanoseconds(plan));
};

/** Loads that generators cannot tell apart. */
const sameTraffic = (loads: readonly Pps[], pacing: Pacing): Finding[] => {
  const firsts = new Map<Pps, Pps>();
  return loads.flatMap((load, index) => {
    const effective = pacing(load);
    const first = firsts.get(effective);
    if (first === undefined) {
      firsts.set(effective, load);
      return [];
    }
    const message =
      `${load} pps is the same traffic as ${first} pps: with whole nanoseconds` +
      ` between frames both are ${effective} pps`;
    return [atValue(['intendedLoads', index], message)];
  });
};
