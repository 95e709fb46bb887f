import { readTrials } from '../../src/results/read-run.js';
import type { TrialRecord } from '../../src/results/schema.js';

const isStarved = ({ result: { validity } }: TrialRecord): boolean =>
  validity.state === 'invalid' && validity.reasons.some(({ code }) => code === 'lab-starved');

/** An archive's trials without those that were made again as the computer had other work. */
export const quietTrials = async (archive: string): Promise<readonly TrialRecord[]> =>
  (await readTrials(archive)).trials.filter((trial) => !isStarved(trial));
