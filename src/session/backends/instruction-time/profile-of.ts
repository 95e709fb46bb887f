import type { InstructionRecord } from '../../../lab/profile/parse.js';
import { instructionProfile } from '../../../lab/profile/profile.js';
import type { InstructionProfile } from '../../../model/instruction-profile.js';
import type { RunPlace } from '../../run/cell.js';
import type { BatchResult } from './batch.js';
import { parseSymbols } from './instrument.js';

/** The cost of a machine's trials, warm-up excluded. */
export const profileOf = (
  { dataPlane, network }: RunPlace,
  ingressPorts: number,
  records: readonly InstructionRecord[],
  { trials, symbols }: BatchResult,
): InstructionProfile => {
  const counts = trials.map(({ request }) => request.warmUp !== true);
  return instructionProfile({
    dataPlane,
    network,
    ingressPorts,
    records: records.filter((_, index) => counts[index] ?? true),
    forwarded: trials
      .filter((_, index) => counts[index])
      .map((trial) => trial.counts?.forwarded ?? 0),
    symbols: parseSymbols(symbols),
  });
};
