import type { DataPlaneName } from '../../model/data-plane.js';
import { Failure } from '../../model/failure.js';
import {
  functionLabel,
  type FunctionCost,
  type InstructionProfile,
} from '../../model/instruction-profile.js';
import { instructionsByFunction, sumByFunction } from './by-function.js';
import type { InstructionRecord } from './parse.js';
import type { KernelSymbols } from './symbols.js';

/** The trials of one data plane and case on the emulated machine. */
export interface CountedTrials {
  readonly dataPlane: DataPlaneName;
  /** By name; undefined if there is one network. */
  readonly network?: string | undefined;
  /** The number of ports that receive frames, each from its own source. */
  readonly ingressPorts: number;
  /** One for each trial, in the same order. */
  readonly records: readonly InstructionRecord[];
  /** The frames that the DUT forwarded, for each trial. */
  readonly forwarded: readonly number[];
  readonly symbols: KernelSymbols;
}

const attempted = ({ dataPlane, ingressPorts }: CountedTrials): string =>
  `counting instructions of ${dataPlane} with ${ingressPorts} ingress ports`;

/** @throws Failure unless there is one record for each trial, of all its sources, and frames */
const check = (trials: CountedTrials): void => {
  const { records, forwarded, ingressPorts } = trials;
  const fail = (got: string): never => {
    throw new Failure({ attempted: attempted(trials), got });
  };
  if (records.length !== forwarded.length) {
    fail(`${records.length} records for ${forwarded.length} trials`);
  }
  const separate = records.find(({ sources }) => sources !== ingressPorts);
  if (separate !== undefined) {
    fail(
      `record ${separate.number} has ${separate.sources} of the sources: their runs did not overlap`,
    );
  }
  const idle = forwarded.findIndex((frames) => frames <= 0);
  if (idle >= 0) fail(`no frame was forwarded in trial ${idle + 1}`);
  if (records.length === 0) fail('there was no trial');
};

const mostExpensiveFirst = (a: FunctionCost, b: FunctionCost): number =>
  b.instructionsPerFrame - a.instructionsPerFrame || (functionLabel(a) < functionLabel(b) ? -1 : 1);

/**
 * Instructions per forwarded frame, over all trials and by function. Pure.
 * @throws Failure when records and trials do not match, or nothing was forwarded
 */
export const instructionProfile = (trials: CountedTrials): InstructionProfile => {
  check(trials);
  const { dataPlane, network, ingressPorts, records, forwarded, symbols } = trials;
  const frames = forwarded.reduce((sum, each) => sum + each, 0);
  const total = records.reduce((sum, { instructions }) => sum + instructions, 0);
  const spent = sumByFunction(records.flatMap((record) => instructionsByFunction(record, symbols)));
  return {
    dataPlane,
    ...(network !== undefined && { network }),
    ingressPorts,
    instructionsPerFrame: total / frames,
    trials: records.map(({ instructions }, trial) => instructions / (forwarded[trial] ?? 1)),
    functions: spent
      .map(({ instructions, ...of }) => ({ ...of, instructionsPerFrame: instructions / frames }))
      .sort(mostExpensiveFirst),
  };
};
