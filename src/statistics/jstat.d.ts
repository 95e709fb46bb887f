/** Types of the part of jStat that is used; it has none of its own. */
declare module 'jstat' {
  const jStat: {
    mean(values: number[]): number;
    /** @param sample whether to divide by n - 1 */
    variance(values: number[], sample: boolean): number;
    readonly studentt: {
      /** The probability of at most `t`. */
      cdf(t: number, freedom: number): number;
      /** The quantile of a probability in (0, 1). */
      inv(probability: number, freedom: number): number;
    };
  };
  export default jStat;
}
