import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { streamId } from '../network/stream.js';
import { duration, length, rate } from './quantity.js';

/** Ways to reset a DUT (RFC 6201): of its software, except for the last, a power interruption of 10 s. */
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
    ' filled in by measurers that pace that way',
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
      .describe('Parts that add up to the load, filled in by measurers with streams'),
    router: z
      .int()
      .min(0)
      .exactOptional()
      .describe('Number of the router that all frames go through, if routers take turns'),
    duration: duration('Of the first load'),
    warmUp: z
      .literal(true)
      .exactOptional()
      .describe('A warm-up: a trial like any other, but no result uses it'),
    diagnosis: z
      .literal(true)
      .exactOptional()
      .describe(
        "Traces the kernel's drop reasons, which costs the DUT CPU time: a trial like any other, but no" +
          ' result uses its figures',
      ),
    burst: z
      .literal(true)
      .exactOptional()
      .describe('At line rate: a slower burst is reported, but not invalid'),
    tagAfter: duration(
      'When one frame is tagged (RFC 2544 section 26.2), from the start',
    ).exactOptional(),
    secondLoad: secondLoad.exactOptional(),
    reset: z
      .strictObject({ kind: resetKind, after: duration('When it is caused, from the start') })
      .exactOptional()
      .describe('A reset of the DUT to cause during the trial (RFC 2544 section 26.6)'),
  })
  .describe('What a procedure requests from the testbed: one trial (RFC 2544 section 23)');

export type ResetKind = (typeof RESET_KINDS)[number];
export type TrialRequest = DeepReadonly<z.output<typeof trialRequest>>;
/** A stream's part of a load. */
export type StreamShare = NonNullable<TrialRequest['streams']>[number];
