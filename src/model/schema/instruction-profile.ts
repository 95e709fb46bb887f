import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { dataPlane, network } from './where.js';

const functionCost = z
  .strictObject({
    name: z.string().describe('Name of the function'),
    module: z.string().exactOptional().describe('Its kernel module'),
    instructionsPerFrame: z.number().min(0).describe('Excluding its callees'),
  })
  .describe('A function of the kernel, or of one of its modules');

/** The cost of a forwarded frame in instructions of an emulated processor; not in cycles. */
export const instructionProfile = z
  .strictObject({
    dataPlane,
    network,
    ingressPorts: z.int().min(1).describe("Ports on which frames enter: the paper's case"),
    instructionsPerFrame: z.number().min(0).describe('Over all trials'),
    trials: z
      .array(z.number().min(0).describe('Instructions per frame in one trial'))
      .describe('The same for each trial, which shows how repeatable it is'),
    functions: z
      .array(functionCost)
      .describe('Most expensive first; they add up to the instructions per frame'),
  })
  .describe(
    'Instructions that the emulated processor executed per frame that the DUT forwarded, including those' +
      ' for frames that were lost. Not cycles: there are no caches, and interrupts cost nothing',
  );

/** Instructions that a function executes per forwarded frame. */
export type FunctionCost = DeepReadonly<z.output<typeof functionCost>>;
/** The cost of a forwarded frame to the DUT, in instructions of its emulated processor. */
export type InstructionProfile = DeepReadonly<z.output<typeof instructionProfile>>;
