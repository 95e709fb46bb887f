import type { CpuTimes } from '../proc/cpu-times.js';

/** Parts of a CPU's time, from 0 to 1; of several CPUs the greatest. */
export interface CpuShares {
  readonly steal: number;
  readonly softirq: number;
}

/** Times are whole ticks at either end. */
const ROUNDING = 1;

/**
 * What CPUs did from one reading to a later one. Undefined where they were started again in between, or
 * no time has passed.
 */
export const cpuShares = (
  before: readonly CpuTimes[],
  after: readonly CpuTimes[],
): CpuShares | undefined => {
  const earlier = new Map(before.map((times) => [times.cpu, times]));
  const spans = after.flatMap((times) => {
    const from = earlier.get(times.cpu);
    return from === undefined ? [] : [{ from, to: times, total: times.total - from.total }];
  });
  if (spans.length === 0 || spans.some(({ total }) => total <= 0)) return undefined;
  const greatest = (field: 'steal' | 'softirq'): number =>
    Math.max(
      ...spans.map(({ from, to, total }) =>
        Math.min(1, Math.max(0, to[field] - from[field] - ROUNDING) / total),
      ),
    );
  return { steal: greatest('steal'), softirq: greatest('softirq') };
};
