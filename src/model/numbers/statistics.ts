/** The median; NaN for an empty list. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)];
  return ((sorted[low] ?? NaN) + (sorted[high] ?? NaN)) / 2;
};

/** The range of values as a fraction of their median; 0 where all are equal. */
export const relativeSpread = (values: readonly number[]): number => {
  const apart = Math.max(...values) - Math.min(...values);
  return apart === 0 ? 0 : apart / median(values);
};
