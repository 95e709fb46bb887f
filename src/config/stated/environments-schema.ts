import { z } from 'zod';
import { orderKey } from './order-schema.js';
import { trialPhasesSchema } from '../../rfc2544/trials/phases-schema.js';
import { proceduresSchema } from './procedures-schema.js';

/** The environments without hardware, where trials as long as RFC 2544 asks for take hours or days. */
export const WITHOUT_HARDWARE = ['emulated', 'instruction-time'] as const;

const own = z
  .strictObject({
    order: orderKey.exactOptional(),
    trial: trialPhasesSchema.exactOptional(),
    procedures: proceduresSchema.exactOptional().describe('The tests there'),
  })
  .describe("What takes the place of the playbook's keys of that name, each as a whole");

/** What a playbook has of its own for testbeds without hardware. */
export const environmentsKey = z
  .strictObject({
    emulated: own.exactOptional(),
    'instruction-time': own.exactOptional(),
  })
  .exactOptional()
  .describe(
    'What is different on a lab: emulated (lab.kind virtual) and instruction-time (lab.kind' +
      ' deterministic), so that one playbook has full trials on hardware and short ones without',
  );
