import { FRAMES } from './probe-steps.js';

/** The test frames that each probe has received, by its index. */
export type Counts = ReadonlyMap<number, number>;

/**
 * The probes at which frames arrive. Where few of them do, they are sent once more: a cable may lose frames,
 * or a probe whose link came up late has announced itself, which it does once.
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
