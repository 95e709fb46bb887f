import { z } from 'zod';

/** On which of the DUT's CPUs received frames were handled, as the playbook asked for it. */
export const receiving = z
  .strictObject({
    cpus: z
      .int()
      .min(1)
      .exactOptional()
      .describe("The first so many of the DUT's CPUs in the testbed; absent: all of them"),
    spread: z
      .enum(['ports', 'queues', 'rps', 'routers'])
      .describe(
        "'ports': ports take the CPUs in turn; 'queues': a port has a receive queue on each (RSS);" +
          " 'rps': one queue, which hands flows on to all; 'routers': each router's ports are on its CPU",
      ),
  })
  .describe("The DUT's CPUs that handled received frames");
