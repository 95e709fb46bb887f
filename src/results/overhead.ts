import { overhead, type TrialResult } from '../model/trial.js';
import { bytes, nanoseconds } from '../model/units.js';
import type { Overhead } from './schema.js';

/**
 * The controller's own time in these trials and its peak memory; null when there were none.
 * @param peakResidentBytes as `process.resourceUsage().maxRSS` has it, times 1024
 */
export const overheadOf = (
  trials: readonly TrialResult[],
  peakResidentBytes: number,
): Overhead | null => {
  const rising = trials.map(overhead).sort((one, other) => one - other);
  const median = rising[Math.floor((rising.length - 1) / 2)];
  if (median === undefined) return null;
  return {
    medianPerTrial: median,
    total: nanoseconds(rising.reduce<number>((sum, own) => sum + own, 0)),
    peakResidentBytes: bytes(peakResidentBytes),
  };
};
