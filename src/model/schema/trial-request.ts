import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { streamId } from '../network/stream.js';
import { duration, length, rate } from './quantity.js';

/** Ways to reset a DUT: of its software but for the last, which takes its power for 10 s (RFC 6201). */
const RESET_KINDS = ['module-reload', 'interface', 'reboot', 'power'] as const;

/** A way to reset the DUT. */
export const resetKind = z.enum(RESET_KINDS).describe('How the DUT is reset');

/** A stream by its identity in the run. */
export const stream = z
  .string()
  .transform(streamId)
  .describe('Identity of a stream in the run, by router, entry and exit: r0:gen0>sink0');

const effectiveLoad = rate(
  'What the generator was set to, as it waits whole nanoseconds between two frames of a stream;' +
    ' filled in by a measurer that paces so',
).exactOptional();

const secondLoad = z
  .strictObject({
    intendedLoad: rate('Over all sending ports'),
    effectiveLoad,
    duration: duration('Of the second load'),
  })
  .describe('Follows the first load without a pause, in the same trial (RFC 2544 section 26.5)');

export const trialRequest = z
  .strictObject({
    frameSize: length('Of each Ethernet frame, FCS included'),
    intendedLoad: rate('Aggregate over all sending ports'),
    effectiveLoad,
    streams: z
      .array(z.strictObject({ stream, intendedLoad: rate("The stream's part of the load") }))
      .exactOptional()
      .describe('Parts that add up to the load, filled in by a measurer that has streams'),
    router: z
      .int()
      .min(0)
      .exactOptional()
      .describe('Number of the router that all frames go through, where routers take turns'),
    duration: duration('Of the first load'),
    warmUp: z
      .literal(true)
      .exactOptional()
      .describe('Made to warm up: a trial like any other, of which nothing is used'),
    diagnosis: z
      .literal(true)
      .exactOptional()
      .describe(
        "Made to trace the kernel's own reasons for lost frames, which takes time of the DUT's: a trial like" +
          ' any other, of which no result uses a figure',
      ),
    burst: z
      .literal(true)
      .exactOptional()
      .describe('As fast as the media carries frames: a slower one is reported, and not invalid'),
    tagAfter: duration(
      'When one frame is tagged (RFC 2544 section 26.2), from the start',
    ).exactOptional(),
    secondLoad: secondLoad.exactOptional(),
    reset: z
      .strictObject({ kind: resetKind, after: duration('When it is caused, from the start') })
      .exactOptional()
      .describe('A reset of the DUT to cause while the trial goes on (RFC 2544 section 26.6)'),
  })
  .describe('What a procedure asks of the testbed: one trial (RFC 2544 section 23)');

export type ResetKind = (typeof RESET_KINDS)[number];
export type TrialRequest = DeepReadonly<z.output<typeof trialRequest>>;
/** A stream's part of a load. */
export type StreamShare = NonNullable<TrialRequest['streams']>[number];
