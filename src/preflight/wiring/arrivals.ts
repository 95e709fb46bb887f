import { FRAMES } from './probe-steps.js';

/** The test frames that each probe has received, by its index. */
export type Counts = ReadonlyMap<number, number>;

/**
 * The probes at which frames arrive. If few arrive, they are sent once more: the cable may lose frames, or
 * the frames may be the single announcement of another probe whose link came up late.
 * @param send sends FRAMES test frames, and counts those that arrive
 */
export const arrivals = async (send: () => Promise<Counts>): Promise<ReadonlySet<number>> => {
  const first = [...(await send())].filter(([, count]) => count > 0);
  const all = new Set(first.map(([index]) => index));
  const few = first.filter(([, count]) => count * 2 < FRAMES);
  if (few.length === 0) return all;
  const second = await send();
  for (const [index] of few) {
    if ((second.get(index) ?? 0) === 0) all.delete(index);
  }
  return all;
};
