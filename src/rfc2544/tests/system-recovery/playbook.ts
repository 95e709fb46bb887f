import { z } from 'zod';
import { atValue, type Finding } from '../../../document/finding.js';
import { durationText } from '../../../document/quantity.js';
import { frameRateKey, repeatsKey, throughputKey } from '../../at-throughput/playbook-schema.js';
import { sendingPorts, type TestPlan } from '../../test-plan.js';

export const systemRecoverySchema = z
  .strictObject({
    test: z.literal('system-recovery'),
    frameRate: frameRateKey,
    throughput: throughputKey,
    overload: durationText
      .prefault('60 s')
      .describe('How long there is too much load; RFC 2544 section 26.5 asks for 60 s or more'),
    observation: durationText
      .prefault('60 s')
      .describe('How long the device is watched at half that load'),
    repeats: repeatsKey(3),
  })
  .describe('RFC 2544 section 26.5: how long frames are still lost after an overload');

/** A system recovery test as a playbook asks for it. */
export type SystemRecoverySpec = z.output<typeof systemRecoverySchema>;

/** At half of at least the throughput each port has a frame to send. */
export const emptyLoadRules = (
  { throughput, overload, observation }: SystemRecoverySpec,
  plan: TestPlan,
): Finding[] => {
  const shortest = Math.min(overload, observation) / 1e9;
  if (throughput === undefined || (throughput / 2) * shortest >= sendingPorts(plan)) return [];
  return [
    atValue(
      ['throughput'],
      `half of ${throughput} pps for ${shortest} s is less than a frame for each port`,
    ),
  ];
};
