import { playbookOf } from '../../../config/networks/networks.js';
import type { Playbook } from '../../../config/playbook.js';
import type { InstructionRecord } from '../../../lab/profile/parse.js';
import { instructionProfile } from '../../../lab/profile/profile.js';
import type { InstructionProfile } from '../../../model/instruction-profile.js';
import { portsInUse } from '../../../rfc2544/router-loads.js';
import type { RunPlace } from '../../run/cell.js';
import type { BatchResult } from './batch.js';
import { parseSymbols } from './instrument.js';

/** The cost of a machine's trials, warm-up excluded. @throws Failure where records and trials do not match */
export const profileOf = (
  { dataPlane, network }: RunPlace,
  playbook: Playbook,
  records: readonly InstructionRecord[],
  { trials, symbols }: BatchResult,
): InstructionProfile => {
  const counts = trials.map(({ request }) => request.warmUp !== true);
  return instructionProfile({
    dataPlane,
    network,
    ingressPorts: portsInUse(playbookOf(playbook, network)),
    records: records.filter((_, index) => counts[index] ?? true),
    forwarded: trials
      .filter((_, index) => counts[index])
      .map((trial) => trial.counts?.forwarded ?? 0),
    symbols: parseSymbols(symbols),
  });
};
