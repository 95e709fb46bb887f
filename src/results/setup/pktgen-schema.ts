import { z } from 'zod';

/** The kernel's packet generator as it was in a run. */
export const pktgenSchema = z
  .strictObject({
    version: z.string().nullable().describe("The module's; null where it has none"),
    srcversion: z.string().nullable().describe("modinfo's hash of its sources"),
    parameters: z
      .record(z.string(), z.string())
      .describe("The module's, as the kernel prints them"),
    devices: z
      .array(
        z.strictObject({
          device: z.string().describe('Port, and the number of the flow: eth1@1'),
          params: z
            .record(z.string(), z.string())
            .describe('By its name in /proc/net/pktgen: delay (ns), min_pkt_size (bytes, no FCS)'),
        }),
      )
      .describe('What each was set to in the last trial; none where the run broke off'),
  })
  .describe('Absent where pktgen sent nothing, and in archives of earlier versions');
