import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { dataPlane, network } from './where.js';

const functionCost = z
  .strictObject({
    name: z.string().describe('Of the function'),
    module: z.string().exactOptional().describe('The kernel module it is of'),
    instructionsPerFrame: z.number().min(0).describe('Not with those of its callees'),
  })
  .describe('A function of the kernel, or of one of its modules');

/** What a forwarded frame costs in instructions of an emulated processor; no cycles. */
export const instructionProfile = z
  .strictObject({
    dataPlane,
    network,
    ingressPorts: z.int().min(1).describe("Ports that frames come in by: the paper's case"),
    instructionsPerFrame: z.number().min(0).describe('Over all trials'),
    trials: z
      .array(z.number().min(0).describe('Instructions for each frame in one trial'))
      .describe('The same for each trial, which says how well it repeats'),
    functions: z
      .array(functionCost)
      .describe('The most expensive first; their sum is that of the profile'),
  })
  .describe(
    'Instructions that the emulated processor executed for each frame that the DUT forwarded, also' +
      ' those for frames that were lost. No cycles: there are no caches, and interrupts cost nothing',
  );

/** How many instructions a function executes for each forwarded frame. */
export type FunctionCost = DeepReadonly<z.output<typeof functionCost>>;
/** What a forwarded frame costs the DUT, in instructions that its emulated processor executed. */
export type InstructionProfile = DeepReadonly<z.output<typeof instructionProfile>>;
