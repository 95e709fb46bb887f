import { defineConfig } from 'vitest/config';

/** A slow suite of its own: what the kernel modules do, on real kernels. */
export default defineConfig({
  test: {
    include: ['test/kernel/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 1_800_000,
  },
});
