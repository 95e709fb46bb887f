import { z } from 'zod';
import type { WithRates } from '../../../document/stated-load.js';
import { atValue, type Finding } from '../../../document/finding.js';
import { durationText } from '../../../document/quantity.js';
import { frameRateKey, repeatsKey, throughputKey } from '../../at-throughput/playbook-schema.js';

export const systemRecoverySchema = z
  .strictObject({
    test: z.literal('system-recovery'),
    frameRate: frameRateKey,
    throughput: throughputKey,
    overload: durationText
      .prefault('60 s')
      .describe('Duration of the overload; RFC 2544 section 26.5 asks for 60 s or more'),
    observation: durationText
      .prefault('60 s')
      .describe('How long the DUT is observed at half that load'),
    repeats: repeatsKey(3),
  })
  .describe('RFC 2544 section 26.5: how long frames are still lost after an overload');

/** A system recovery test as a playbook asks for it. */
export type SystemRecoverySpec = WithRates<z.output<typeof systemRecoverySchema>>;

/** The rules of a system recovery test that its schema cannot express. */
export const systemRecoveryRules = (spec: SystemRecoverySpec): Finding[] =>
  (['overload', 'observation'] as const).flatMap((key) =>
    spec[key] > 0 ? [] : [atValue([key], 'must be greater than 0')],
  );
