import { sum } from '../../model/numbers/sum.js';

/** An item with its weight. */
export interface Weighted<Item> {
  readonly item: Item;
  /** Not negative. */
  readonly weight: number;
}

/** An item with its part of a total. */
export interface Apportioned<Item> {
  readonly item: Item;
  readonly count: number;
}

/**
 * Splits a whole number into whole parts in proportion to weights, in their order, by the largest
 * remainder method: every part is rounded down, and the rest goes to the largest remainders, to the
 * first of equal ones. The parts add up to the total exactly.
 */
export const apportion = <Item>(
  total: number,
  weighted: readonly Weighted<Item>[],
): readonly Apportioned<Item>[] => {
  const weights = sum(weighted.map(({ weight }) => weight));
  const quotas = weighted.map(({ item, weight }, index) => {
    const quota = weights === 0 ? 0 : (total * weight) / weights;
    const count = Math.floor(quota);
    return { index, item, count, remainder: quota - count };
  });
  const left = total - sum(quotas.map(({ count }) => count));
  // Below 0 if a product was rounded up to a whole number.
  const step = Math.sign(left);
  const changed = new Set(
    quotas
      .toSorted((one, other) => step * (other.remainder - one.remainder))
      .slice(0, Math.abs(left))
      .map(({ index }) => index),
  );
  return quotas.map(({ index, item, count }) => ({
    item,
    count: changed.has(index) ? count + step : count,
  }));
};
