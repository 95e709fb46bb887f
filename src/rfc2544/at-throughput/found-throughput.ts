import type { InvalidReason } from '../../model/trial.js';
import type { Pps } from '../../model/units.js';

/** The result of a search for the tests that run at the throughput. */
export type FoundThroughput =
  | { readonly state: 'found'; readonly load: Pps }
  /** There is no load to run them at. */
  | { readonly state: 'none'; readonly reason: string };

/** Frames were lost even at the lowest load. */
export const lostAt = (load: Pps): FoundThroughput => ({
  state: 'none',
  reason: `the throughput is 0: loss even at ${load} pps`,
});

/** The lowest load could not be measured. */
export const notMeasurable = (load: Pps, causes: readonly InvalidReason[]): FoundThroughput => {
  const codes = [...new Set(causes.map(({ code }) => code))].join(', ');
  const reason = `the throughput is not known: ${load} pps was not measurable (${codes})`;
  return { state: 'none', reason };
};
