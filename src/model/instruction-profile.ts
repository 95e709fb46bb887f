import type { FunctionCost } from './schema/instruction-profile.js';

export type { FunctionCost, InstructionProfile } from './schema/instruction-profile.js';

/** A function of the kernel, or of one of its modules. */
export type KernelFunction = Pick<FunctionCost, 'name' | 'module'>;

/** A function as the kernel prints it in its messages: `dummy_xmit [dummy]`. */
export const functionLabel = ({ name, module }: KernelFunction): string =>
  module === undefined ? name : `${name} [${module}]`;
