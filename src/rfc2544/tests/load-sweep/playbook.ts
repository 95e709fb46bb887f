import { z } from 'zod';
import { choiceOf } from '../../../document/choice.js';
import type { Finding } from '../../../document/finding.js';
import { rateText } from '../../../document/quantity.js';
import { RENAMED_KEYS } from '../../../document/renamed-keys.js';
import { repeatedValues } from '../../../document/repeated-values.js';
import { repeatsKey } from '../../at-throughput/playbook-schema.js';

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
export const loadSweepRules = ({ intendedLoads }: LoadSweepSpec): Finding[] =>
  repeatedValues(intendedLoads, ['intendedLoads']);
