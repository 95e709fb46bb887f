import { hasFigures, overhead, type TrialOutcome } from '../model/trial.js';
import { bytes, nanoseconds } from '../model/units.js';
import type { Overhead } from './schema.js';

/**
 * The controller's own time in these trials and its peak memory; null when there were none. Broken
 * trials are left out: how long their traffic was is unknown.
 * @param peakResidentBytes as `process.resourceUsage().maxRSS` has it, times 1024
 */
export const overheadOf = (
  trials: readonly TrialOutcome[],
  peakResidentBytes: number,
): Overhead | null => {
  const rising = trials
    .filter(hasFigures)
    .map(overhead)
    .sort((one, other) => one - other);
  const median = rising[Math.floor((rising.length - 1) / 2)];
  if (median === undefined) return null;
  return {
    medianPerTrial: median,
    total: nanoseconds(rising.reduce<number>((sum, own) => sum + own, 0)),
    peakResidentBytes: bytes(peakResidentBytes),
  };
};
