/**
 * The level at which each of several figures is judged, so that of the changes that are reported no
 * more than a fraction is expected to be chance, however many figures are compared; where nothing has
 * changed at all, that is how likely any change is reported. Y. Benjamini and Y. Hochberg, J. R. Statist.
 * Soc. B 57, 1995. Intervals at this level exclude 0 for exactly the figures whose change is reported
 * (Y. Benjamini and D. Yekutieli, J. Am. Statist. Assoc. 100, 2005).
 * @param probabilities of each difference by chance
 * @param fraction 0.05 for one in twenty
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
