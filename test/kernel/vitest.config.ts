import { defineConfig } from 'vitest/config';

/** A slow suite of its own: what the kernel modules do, on real kernels. It passes on a busy computer too. */
export default defineConfig({
  test: {
    include: ['test/kernel/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 3_600_000,
  },
});
