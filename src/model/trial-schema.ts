import { z } from 'zod';
import { trialLatency } from './latency-schema.js';
import { duration, frames, length, rate } from './quantity-schema.js';
import { LOSS_LOCATIONS, RESET_KINDS, type TrialResult } from './trial.js';

/** A trial's number in the run: from 1, in the order they ran. */
export const sequence = z.int().min(1).describe('Number of a line in trials.ndjson');

/** The numbers of trials, in the order they ran. */
export const trialNumbers = (what: string) =>
  z.array(sequence).describe(`Numbers of lines in trials.ndjson: ${what}`);

/** A way to reset the DUT. */
export const resetKind = z.enum(RESET_KINDS);

/** Why a trial was of no use. */
export const invalidReason = z
  .strictObject({
    code: z.enum([
      'frames-not-offered',
      'generator-fell-behind',
      'counters-did-not-settle',
      'link-flapped',
      'sink-dropped',
      'generator-error',
      'sink-counters-disagree',
      'clock-error',
    ]),
    detail: z.string(),
  })
  .describe('Why a trial says nothing about the DUT');

const sinkCounts = z.strictObject({
  nic: frames("What the sink's NICs received, of whatever kind"),
  module: z.strictObject({
    frames: frames('Test frames, those that came twice included'),
    foreign: frames("Frames that were not the generator's"),
    order: z
      .strictObject({
        lost: z.int().describe('Left out up to the last that came, in frames'),
        duplicates: frames('Those that came again'),
        reordered: frames('Those of RFC 4737 section 3.3'),
        unknown: frames('Thousands late: reordered or duplicate'),
      })
      .exactOptional()
      .describe('By sequence numbers; absent where frames share them'),
  }),
});

const request = z.strictObject({
  frameSize: length('Of each frame, FCS included'),
  intendedLoad: rate('Over all sending ports'),
  duration: duration('Of the load'),
  warmUp: z.literal(true).exactOptional().describe('Made to warm up; nothing of it is used'),
  tagAfter: duration('When a frame was tagged, from the start').exactOptional(),
  secondLoad: z
    .strictObject({ intendedLoad: rate('Over all sending ports'), duration: duration('Of it') })
    .exactOptional()
    .describe('Follows the first load without a pause'),
  reset: z
    .strictObject({ kind: resetKind, after: duration('When it was caused, from the start') })
    .exactOptional(),
});

/** What one trial gave. */
export const trialResult: z.ZodType<TrialResult> = z.strictObject({
  request,
  counts: z.strictObject({
    intended: frames('Load times duration, over all ports'),
    offered: frames('What the generator says it sent'),
    receivedByDut: frames("What the DUT's ingress NICs received").nullable(),
    forwarded: frames("What the DUT's egress NICs sent").nullable(),
    receivedBySink: frames('What the sink received'),
  }),
  offeredDuration: duration('How long the generator took to send them'),
  losses: z.array(
    z.strictObject({ location: z.enum(LOSS_LOCATIONS), frames: frames('Lost there') }),
  ),
  unlocated: z.int().describe('Offered, less received, less located losses, in frames'),
  lastLoss: duration(
    'When the last lost frame was offered, from the start; null where none was lost',
  )
    .nullable()
    .exactOptional(),
  loadChange: z
    .strictObject({
      before: duration('Until then the first load was offered, from the start'),
      after: duration('From then on the second one, from the start'),
      at: duration('When frames were counted, from the start'),
      offered: frames('Offered by then'),
      gap: duration('Between two frames of a port from then on'),
    })
    .exactOptional(),
  reset: z
    .strictObject({
      startedAt: duration('When the command to reset was sent, from the start'),
      finishedAt: duration('When the DUT was set up again, from the start'),
      longestGap: duration('The longest time in which the sink received no frame').exactOptional(),
      recovered: z
        .boolean()
        .exactOptional()
        .describe('Whether the last frames offered were received'),
    })
    .exactOptional(),
  latency: trialLatency.exactOptional(),
  sink: sinkCounts.exactOptional(),
  validity: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('valid') }),
    z.strictObject({ state: z.literal('invalid'), reasons: z.array(invalidReason).min(1) }),
  ]),
  timing: z.strictObject({
    wall: duration('All of the trial'),
    traffic: duration('From the start of the generator to its end'),
    settling: duration('Waiting for frames, counters and the DUT'),
  }),
});
