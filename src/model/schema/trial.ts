import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { dropReasons } from './drop-reasons.js';
import { trialLatency } from './latency.js';
import { trialProcessors } from './processors.js';
import { count, duration, frames } from './quantity.js';
import { loss, portPauses, sinkCounts, streamResult, trialCounts } from './trial-counts.js';
import { trialRequest } from './trial-request.js';

/** A trial's number in the run, from 1. */
export const sequence = z.int().min(1).describe('Number of a line in trials.ndjson');

/** The numbers of trials, in the order they ran. */
export const trialNumbers = (what: string) =>
  z.array(sequence).describe(`Numbers of lines in trials.ndjson: ${what}`);

/** Why a trial is invalid. */
export const invalidReason = z
  .strictObject({
    code: z
      .enum([
        'frames-not-offered',
        'generator-fell-behind',
        'generator-ran-ahead',
        'counters-did-not-settle',
        'link-flapped',
        'sink-dropped',
        'pause-frames',
        'generator-error',
        'sink-counters-disagree',
        'clock-error',
        'lab-starved',
        'machine-starved',
        'machine-suspended',
        'machine-restarted',
        'connection-lost',
        'generator-stuck',
        'controller-suspended',
        'counters-not-comparable',
      ])
      .describe('A stable name for what happened'),
    detail: z.string().describe('The same for human readers'),
  })
  .describe('Why a trial says nothing about the DUT');

const loadChange = z
  .strictObject({
    before: duration('Until when the first load was offered'),
    after: duration('From when only the second load was offered, and no late frame of the first'),
    at: duration('When frames were counted, right after the change'),
    offered: frames('Offered by then: not always as intended, as the change may be late'),
    gap: duration('Between two frames of a port from then on: the resolution of loss times'),
  })
  .describe("How the load was changed. Times are from the start, by the generator's clock");

const resetCourse = z
  .strictObject({
    startedAt: duration('When the command to reset was sent; it took some ms to reach the DUT'),
    finishedAt: duration('When the DUT was set up again, as the controller saw it'),
    longestGap: duration(
      'The longest time in which the sink received no frame; absent if it takes no time stamps',
    ).exactOptional(),
    longestGapError: duration(
      'By how much that may be too long if the generator had to be restarted: from when its port was ' +
        'last seen without carrier to the first frame that got through',
    ).exactOptional(),
    interruptions: z
      .array(
        z.strictObject({
          stoppedAt: duration('When pktgen had stopped because a port had lost its carrier'),
          carrierAt: duration(
            'When a port was last seen without carrier; null if it was until the end',
          ).nullable(),
          restartedAt: duration('When pktgen was told to start again; null likewise').nullable(),
        }),
      )
      .exactOptional()
      .describe("Periods in which the generator's port had no carrier; absent if there were none"),
    recovered: z
      .boolean()
      .exactOptional()
      .describe(
        'Whether the last frames offered were received; absent if the sink does not identify frames',
      ),
  })
  .describe("How the DUT was reset. Times are from the start, by the generator's clock");

const modifying = z
  .strictObject({
    broadcast: frames('Broadcast frames sent along with the test frames').exactOptional(),
    everySecond: count(
      'How often routes were changed, or statistics queried, with an answer of the DUT',
    ).exactOptional(),
  })
  .describe('What a modifier did during the trial; absent if it did nothing');

const invalid = z.strictObject({
  state: z.literal('invalid'),
  reasons: z.array(invalidReason).min(1),
});

const validity = z
  .discriminatedUnion('state', [z.strictObject({ state: z.literal('valid') }), invalid])
  .describe('Whether a trial may be used; an invalid one is never attributed to the DUT');

const waits = z
  .strictObject({
    learning: duration('After learning frames; absent if none were sent').exactOptional(),
    residual: duration('From the last frame sent until the counters were read for the last time'),
    restabilise: duration('From then on, for the DUT to restabilise'),
  })
  .describe('The waits of RFC 2544 section 23, as measured');

const timing = z
  .strictObject({
    wall: duration('The whole trial'),
    traffic: duration('From the start of the generator to its end'),
    settling: duration('Waiting for residual frames, for counters to settle and for the DUT'),
    waits: waits.exactOptional().describe('Absent if nothing waits: on simulated devices'),
  })
  .describe("Where wall-clock time went; the rest is the controller's own time");

/** The result of one trial. */
export const trialResult = z
  .strictObject({
    request: trialRequest,
    counts: trialCounts,
    streams: z
      .array(streamResult)
      .exactOptional()
      .describe("The same by stream, in the network's order"),
    offeredDuration: duration('How long the generator was sending, by its own clock'),
    losses: z.array(loss).describe('Located losses; only places with losses are listed'),
    unlocated: z
      .int()
      .describe(
        'Offered, less received by the sink, less located losses, in frames;' +
          ' negative if more arrived than was offered',
      ),
    lastLoss: duration(
      'When the last of the lost frames was offered, from the start; null if none was lost, absent if' +
        ' counters do not show it',
    )
      .nullable()
      .exactOptional(),
    modifying: modifying.exactOptional(),
    loadChange: loadChange.exactOptional(),
    reset: resetCourse.exactOptional(),
    latency: trialLatency.exactOptional(),
    sink: sinkCounts.exactOptional(),
    pauseFrames: z
      .array(portPauses)
      .exactOptional()
      .describe(
        'Ports that received or sent pause frames; absent if none did, or no driver counts them',
      ),
    processors: trialProcessors.exactOptional(),
    dropReasons: dropReasons.exactOptional().describe('Of a diagnosis; absent in all other trials'),
    validity,
    timing,
  })
  .describe('The result of one trial');

/** A trial without figures: it was aborted, or its counts cannot be compared. */
export const brokenTrial = z
  .strictObject({
    request: trialRequest,
    counts: z.null().describe('There are none: what was lost is unknown, not 0'),
    validity: invalid.describe('Why there are none'),
    timing: z.strictObject({ wall: timing.shape.wall }).describe('How long it lasted'),
  })
  .describe('A trial without figures: invalid, and none of its counts can be used');

/** The outcome of a trial. */
export const trialOutcome = z.union([trialResult, brokenTrial]);

export type LoadChange = DeepReadonly<z.output<typeof loadChange>>;
export type ResetCourse = DeepReadonly<z.output<typeof resetCourse>>;
export type InvalidReason = DeepReadonly<z.output<typeof invalidReason>>;
export type Validity = DeepReadonly<z.output<typeof validity>>;
export type TrialTiming = DeepReadonly<z.output<typeof timing>>;
export type TrialResult = DeepReadonly<z.output<typeof trialResult>>;
export type BrokenTrial = DeepReadonly<z.output<typeof brokenTrial>>;
export type TrialOutcome = DeepReadonly<z.output<typeof trialOutcome>>;
