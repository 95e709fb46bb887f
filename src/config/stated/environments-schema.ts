import { z } from 'zod';
import { orderKey } from './order-schema.js';
import { trialPhasesSchema } from '../../rfc2544/trials/phases-schema.js';
import { thresholdsKey } from '../thresholds/threshold-schema.js';
import { proceduresSchema } from './procedures-schema.js';

/** The environments without hardware, where trials as long as RFC 2544 requires take hours or days. */
export const WITHOUT_HARDWARE = ['emulated', 'instruction-time'] as const;

const own = z
  .strictObject({
    order: orderKey.exactOptional(),
    trial: trialPhasesSchema.exactOptional(),
    procedures: proceduresSchema.exactOptional().describe('The tests there'),
    thresholds: thresholdsKey.describe('The figures to reach there'),
  })
  .describe("Replaces the playbook's keys of the same name, each as a whole");

/** Keys of a playbook that apply only to testbeds without hardware. */
export const environmentsKey = z
  .strictObject({
    emulated: own.exactOptional(),
    'instruction-time': own.exactOptional(),
  })
  .exactOptional()
  .describe(
    'Overrides for labs: emulated (lab.kind virtual) and instruction-time (lab.kind' +
      ' deterministic), so that one playbook has full trials on hardware and short ones without',
  );
