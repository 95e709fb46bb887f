import { z } from 'zod';
import type { DeepReadonly } from '../../deep-readonly.js';
import { unread } from './unread.js';

/** The kernel's packet generator in a run. */
export const pktgenSchema = z
  .strictObject({
    version: z.string().nullable().describe("The module's, 2.75"),
    srcversion: z.string().nullable().describe("modinfo's hash of its sources"),
    devices: z
      .array(
        z.strictObject({
          device: z.string().describe('Port, and the number of the flow: eth1@1'),
          params: z
            .record(z.string(), z.string())
            .describe('By its name in /proc/net/pktgen: delay (ns), min_pkt_size (bytes, no FCS)'),
        }),
      )
      .nullable()
      .describe(
        'Settings of each device in the last trial; empty if the run was aborted before they were read',
      ),
    unread,
  })
  .describe('On machines that send with it; absent in archives of earlier versions');

export type PktgenSetup = DeepReadonly<z.output<typeof pktgenSchema>>;
