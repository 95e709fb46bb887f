/**
 * How many mutations there are of each sample: few beside the other tests; thousands in the campaign,
 * `VRBENCH_MUTATIONS=10000 npx vitest run --project unit test/mutations`. fast-check prints the seed of
 * a mutation that fails, and `VRBENCH_SEED` makes the same ones again.
 */
export const runs = (usual: number) => ({
  numRuns: Number(process.env.VRBENCH_MUTATIONS ?? usual),
  ...(process.env.VRBENCH_SEED !== undefined && { seed: Number(process.env.VRBENCH_SEED) }),
});
