import { groupBy } from '../../../model/group-by.js';
import { PERCENTILES, type LatencyDistribution } from '../../../model/latency.js';
import { median } from '../../../model/numbers/statistics.js';
import { sum } from '../../../model/numbers/sum.js';
import type { Lines } from '../../../model/section/section.js';
import { conditionText, modifiedPlane, type Cell } from '../../sections/context.js';

/** The latencies of all frames in the trials of a cell. */
interface Distributed {
  readonly cell: Cell;
  readonly outcome: { readonly trials: readonly number[] };
  readonly all: readonly LatencyDistribution[];
}

/** The percentiles that reports have, by their names in the archive. */
export const PERCENTILE_NAMES = ['p50', 'p90', 'p99', 'p999'] as const;

/** The share of frames over the latency, a figure for each condition. */
export const percentileFigures = (timed: readonly Distributed[]): readonly Lines[] =>
  [...groupBy(timed, ({ cell }) => conditionText(cell))].map(([condition, alike]) => ({
    kind: 'lines',
    title: `Latency of all frames, ${condition}`,
    description: 'The share of frames that took no longer; medians over repeats.',
    x: { title: 'share of frames', unit: 'ratio', scale: 'nines' },
    y: { title: 'latency', unit: 'ns', scale: 'log' },
    series: alike.map(({ cell, outcome, all }) => ({
      name: modifiedPlane(cell),
      points: PERCENTILE_NAMES.map((name) => {
        const times = all.map(({ percentiles }) => percentiles[name]);
        const [least, greatest] = [Math.min(...times), Math.max(...times)];
        const y = median(times);
        return { x: PERCENTILES[name], y, least, greatest, trials: outcome.trials };
      }),
    })),
    references: [],
  }));

/** Frames of all repeats by their latency: a share of all for each bucket, the last one's end closed by 0. */
const histogramOf = ({ all, outcome }: Distributed): Lines['series'][number]['points'] => {
  const frames = new Map<number, number>();
  for (const [least, greatest, count] of all.flatMap(({ histogram }) => [...histogram])) {
    frames.set(least, (frames.get(least) ?? 0) + count);
    // A bucket that is not followed by another one ends where it is empty.
    if (!frames.has(greatest + 1)) frames.set(greatest + 1, 0);
  }
  const whole = sum([...frames.values()]);
  return [...frames]
    .toSorted(([one], [other]) => one - other)
    .map(([x, count]) => {
      const y = whole === 0 ? 0 : count / whole;
      return { x, y, least: y, greatest: y, trials: outcome.trials };
    });
};

/** The histograms of cells that are compared, a figure for each condition. */
export const histograms = (timed: readonly Distributed[]): readonly Lines[] =>
  [...groupBy(timed, ({ cell }) => conditionText(cell))].map(([condition, alike]) => ({
    kind: 'lines',
    title: `Histogram of the latency of all frames, ${condition}`,
    description: 'The share of frames in each bucket; buckets are 1/16 wide, over all repeats.',
    drawn: 'steps',
    x: { title: 'latency', unit: 'ns', scale: 'log' },
    y: { title: 'share of frames', unit: 'ratio', scale: 'linear' },
    series: alike.map((each) => ({
      name: modifiedPlane(each.cell),
      points: histogramOf(each),
    })),
    references: [],
  }));
