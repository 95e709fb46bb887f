import { functionLabel, type KernelFunction } from '../../model/instruction-profile.js';
import type { InstructionRecord, InstructionSample } from './parse.js';
import type { KernelSymbols } from './symbols.js';

/** The instructions of a function, without those of its callees. */
export interface FunctionInstructions extends KernelFunction {
  readonly instructions: number;
}

/** Names for instructions outside kernel functions; no function has such a name. */
const USER_SPACE: KernelFunction = { name: 'user space' };
export const UNKNOWN: KernelFunction = { name: 'unknown' };

const owner = ({ address }: InstructionSample, symbols: KernelSymbols): KernelFunction =>
  address === 0n ? USER_SPACE : (symbols.functionAt(address) ?? UNKNOWN);

/** Adds up instructions by function name and module. */
export const sumByFunction = (
  parts: Iterable<FunctionInstructions>,
): readonly FunctionInstructions[] => {
  const sums = new Map<string, FunctionInstructions>();
  for (const part of parts) {
    const label = functionLabel(part);
    const before = sums.get(label)?.instructions ?? 0;
    sums.set(label, { ...part, instructions: before + part.instructions });
  }
  return [...sums.values()];
};

/** A record's instructions by function, complete. */
export const instructionsByFunction = (
  { samples }: InstructionRecord,
  symbols: KernelSymbols,
): readonly FunctionInstructions[] =>
  sumByFunction(
    samples.map((sample) => ({ ...owner(sample, symbols), instructions: sample.instructions })),
  );
