/**
 * The significance level for each of several figures that limits the false discovery rate: the expected
 * fraction of reported changes that are due to chance, for any number of figures. If nothing has changed, it
 * is the probability of reporting any change. Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57, 1995.
 * Intervals at this level exclude 0 for exactly the figures whose change is reported (Y. Benjamini and
 * D. Yekutieli, J. Am. Statist. Assoc. 100, 2005).
 * @param probabilities the p-value of each difference
 * @param fraction the false discovery rate: 0.05 for one in twenty
 */
export const discoveryLevel = (probabilities: readonly number[], fraction: number): number => {
  const sorted = probabilities.toSorted((one, other) => one - other);
  const count = sorted.length;
  if (count === 0) return fraction;
  const found = sorted.findLastIndex(
    (probability, index) => probability <= ((index + 1) / count) * fraction,
  );
  return (Math.max(1, found + 1) / count) * fraction;
};
