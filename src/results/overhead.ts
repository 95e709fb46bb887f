import { hasFigures, overhead, type TrialOutcome } from '../model/trial.js';
import { bytes, nanoseconds, type Nanoseconds } from '../model/units.js';
import type { Overhead } from './schema.js';

/** The controller's own time in a trial; none for a trial without figures, whose traffic time is unknown. */
export const ownTime = (result: TrialOutcome): readonly Nanoseconds[] =>
  hasFigures(result) ? [overhead(result)] : [];

/**
 * The controller's own time in trials and its peak memory; null if there were no trials.
 * @param own the time in each
 * @param peakResidentBytes `process.resourceUsage().maxRSS` times 1024
 */
export const overheadOf = (
  own: readonly Nanoseconds[],
  peakResidentBytes: number,
): Overhead | null => {
  const rising = own.toSorted((one, other) => one - other);
  const median = rising[Math.floor((rising.length - 1) / 2)];
  if (median === undefined) return null;
  return {
    medianPerTrial: median,
    total: nanoseconds(rising.reduce<number>((sum, each) => sum + each, 0)),
    peakResidentBytes: bytes(peakResidentBytes),
  };
};
