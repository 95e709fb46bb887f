import { TICK, type CpuTimes } from '../proc/cpu-times.js';
import type { CpuUse } from '../../model/trial.js';
import { nanoseconds, type Nanoseconds } from '../../model/units.js';

/** Parts of a CPU's time, from 0 to 1; of several CPUs the greatest. */
export interface CpuShares {
  readonly steal: number;
  readonly softirq: number;
}

/** What the CPUs of a machine did from one reading to a later one. */
export interface CpusUse extends CpuShares {
  /** Between the readings, by the machine's own ticks. */
  readonly interval: Nanoseconds;
  /** CPUs that were there in both. */
  readonly cpus: readonly CpuUse[];
}

/** Times are whole ticks at either end. */
const ROUNDING = 1;

const inTime = (ticks: number): Nanoseconds => nanoseconds(Math.max(0, ticks) * TICK);

/**
 * What CPUs did from one reading to a later one. Undefined if they were started again in between, or
 * no time has passed.
 */
export const cpusUse = (
  before: readonly CpuTimes[],
  after: readonly CpuTimes[],
): CpusUse | undefined => {
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
  return {
    steal: greatest('steal'),
    softirq: greatest('softirq'),
    interval: inTime(Math.max(...spans.map(({ total }) => total))),
    cpus: spans.map(({ from, to }) => {
      const spent = (activity: Exclude<keyof CpuUse, 'cpu'>): Nanoseconds =>
        inTime(to[activity] - from[activity]);
      return {
        cpu: to.cpu,
        user: spent('user'),
        system: spent('system'),
        irq: spent('irq'),
        softirq: spent('softirq'),
        steal: spent('steal'),
        idle: spent('idle'),
      };
    }),
  };
};
