import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { frames } from './quantity.js';
import { LOSS_LOCATIONS } from './trial-counts.js';

/** Where the kernel dropped a frame. */
const DROP_PLACES = [...LOSS_LOCATIONS, 'tester', 'other'] as const;

const drop = z
  .strictObject({
    reason: z
      .string()
      .describe("The kernel's name for it; null before Linux 5.17, which reports none")
      .nullable(),
    symbol: z.string().describe('The kernel function that freed the frame'),
    module: z.string().exactOptional().describe('The kernel module of that function'),
    protocol: z.int().min(0).max(0xffff).describe('EtherType: 2048 for IPv4, 34525 for IPv6'),
    frames: frames('Dropped there for this reason'),
    place: z
      .enum(DROP_PLACES)
      .describe(
        'The place of losses for this reason and function; tester: modules of generator and sink on the' +
          ' same machine, whose frames had been sent; other: none of them',
      ),
  })
  .describe('Frames that the kernel dropped at one place for one reason');

/** The kernel's drop reasons for the frames that the DUT's machine dropped in a trial. */
export const dropReasons = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('traced'),
      drops: z
        .array(drop)
        .describe('Sorted by frames, the most first; all traffic, not only test frames'),
      left: frames('Dropped for reasons or at places that the histogram had no room for'),
    }),
    z.strictObject({
      state: z.literal('unavailable'),
      reason: z.string().describe('Why they could not be traced'),
    }),
  ])
  .describe(
    "Traced on the DUT's machine with the tracepoint skb:kfree_skb, from before to after the trial",
  );

export type DropPlace = (typeof DROP_PLACES)[number];
export type DropReasons = DeepReadonly<z.output<typeof dropReasons>>;
