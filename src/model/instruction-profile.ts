import type { FunctionCost } from './schema/instruction-profile.js';

export type { FunctionCost, InstructionProfile } from './schema/instruction-profile.js';

/** A function of the kernel, or of one of its modules. */
export type KernelFunction = Pick<FunctionCost, 'name' | 'module'>;

/** What the kernel calls a function in its own messages: `dummy_xmit [dummy]`. */
export const functionLabel = ({ name, module }: KernelFunction): string =>
  module === undefined ? name : `${name} [${module}]`;
