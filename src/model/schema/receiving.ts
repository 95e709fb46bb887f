import { z } from 'zod';

/** The DUT CPUs that handled received frames, as the playbook requested. */
export const receiving = z
  .strictObject({
    cpus: z
      .int()
      .min(1)
      .exactOptional()
      .describe("How many of the testbed's DUT CPUs, from the first; absent: all of them"),
    spread: z
      .enum(['ports', 'queues', 'rps', 'routers'])
      .describe(
        "'ports': ports take the CPUs in turn; 'queues': a port has a receive queue on each (RSS);" +
          " 'rps': one queue, which distributes flows to all; 'routers': each router's ports are on its CPU",
      ),
  })
  .describe("The DUT's CPUs that handled received frames");
