import { z } from 'zod';
import type { InstructionProfile } from '../model/instruction-profile.js';
import { dataPlane } from './trial-schema.js';

const functionCost = z.strictObject({
  name: z.string(),
  module: z.string().exactOptional(),
  instructionsPerFrame: z.number().min(0),
});

/** What a forwarded frame costs in instructions of an emulated processor; no cycles. */
export const instructionProfile: z.ZodType<InstructionProfile> = z
  .strictObject({
    dataPlane,
    ingressPorts: z.int().min(1),
    instructionsPerFrame: z.number().min(0).describe('Over all trials'),
    trials: z.array(z.number().min(0)).describe('The same for each trial'),
    functions: z.array(functionCost).describe('Not with their callees; the dearest first'),
  })
  .describe(
    'Instructions for each frame that the DUT forwarded, and which functions executed them',
  );
