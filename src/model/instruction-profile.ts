import type { DataPlaneName } from './data-plane.js';

/** A function of the kernel, or of one of its modules. */
export interface KernelFunction {
  readonly name: string;
  readonly module?: string;
}

/** How many instructions a function executes for each forwarded frame; not those of its callees. */
export interface FunctionCost extends KernelFunction {
  readonly instructionsPerFrame: number;
}

/**
 * What a forwarded frame costs the DUT, in instructions that its emulated processor executed. All
 * of the machine's are counted, also those for frames that were lost. No cycles: there are no
 * caches, and interrupts and DMA cost nothing.
 */
export interface InstructionProfile {
  readonly dataPlane: DataPlaneName;
  /** The number of ports that frames come in by: the paper's case. */
  readonly ingressPorts: number;
  /** Over all trials. */
  readonly instructionsPerFrame: number;
  /** The same for each trial, which says how well it repeats. */
  readonly trials: readonly number[];
  /** The dearest first; their sum is that of the profile. */
  readonly functions: readonly FunctionCost[];
}

/** What the kernel calls a function in its own messages: `dummy_xmit [dummy]`. */
export const functionLabel = ({ name, module }: KernelFunction): string =>
  module === undefined ? name : `${name} [${module}]`;
