import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { dropReasons } from './drop-reasons.js';
import { trialLatency } from './latency.js';
import { trialProcessors } from './processors.js';
import { count, duration, frames } from './quantity.js';
import { loss, portPauses, sinkCounts, streamResult, trialCounts } from './trial-counts.js';
import { trialRequest } from './trial-request.js';

/** A trial's number in the run: from 1, in the order they ran. */
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
      .describe('What happened, by a name that stays'),
    detail: z.string().describe('The same for people'),
  })
  .describe('Why a trial says nothing about the DUT');

const loadChange = z
  .strictObject({
    before: duration('Until then the first load was offered, from the start'),
    after: duration('From then on the second one, and no frame of the first that came late'),
    at: duration('When frames were counted, right after the change had been made'),
    offered: frames('Offered by then: not always those intended, as a change may come late'),
    gap: duration('Between two frames of a port from then on: how exactly losses are timed'),
  })
  .describe("How the load was changed. Times are from the start, by the generator's clock");

const resetCourse = z
  .strictObject({
    startedAt: duration('When the command to reset was sent; it took some ms to reach the DUT'),
    finishedAt: duration('When the DUT was set up again, as seen by the controller'),
    longestGap: duration(
      'The longest time in which the sink received no frame; absent where it takes no time stamps',
    ).exactOptional(),
    longestGapError: duration(
      'By how much that may be too long, where the generator had to be started again: from the last ' +
        'look at its port without carrier to the first frame that came through',
    ).exactOptional(),
    interruptions: z
      .array(
        z.strictObject({
          stoppedAt: duration('When pktgen had stopped, as a port had lost its carrier'),
          carrierAt: duration(
            'When a port was last seen without one; null where it was until the end',
          ).nullable(),
          restartedAt: duration('When pktgen was told to start again; null likewise').nullable(),
        }),
      )
      .exactOptional()
      .describe(
        "Times in which the generator's port had no carrier; absent where it had one all the time",
      ),
    recovered: z
      .boolean()
      .exactOptional()
      .describe(
        'Whether the last frames offered were received; absent where the sink does not identify frames',
      ),
  })
  .describe("How the DUT was reset. Times are from the start, by the generator's clock");

const modifying = z
  .strictObject({
    broadcast: frames('Broadcast, sent along with the test frames').exactOptional(),
    everySecond: count(
      'How often routes were changed, or statistics queried, and the DUT answered',
    ).exactOptional(),
  })
  .describe('What a modifier did while the trial went on; absent where it did nothing');

const invalid = z.strictObject({
  state: z.literal('invalid'),
  reasons: z.array(invalidReason).min(1),
});

const validity = z
  .discriminatedUnion('state', [z.strictObject({ state: z.literal('valid') }), invalid])
  .describe('Whether a trial may be used; an invalid one is never blamed on the DUT');

const waits = z
  .strictObject({
    learning: duration('After learning frames; absent where none were sent').exactOptional(),
    residual: duration('From the last frame sent until counters were read for the last time'),
    restabilise: duration('From then on, for the DUT to restabilise'),
  })
  .describe('The pauses of RFC 2544 section 23, as they were made');

const timing = z
  .strictObject({
    wall: duration('All of the trial'),
    traffic: duration('From the start of the generator to its end'),
    settling: duration('Waiting for residual frames, for counters to settle, for the DUT'),
    waits: waits.exactOptional().describe('Absent where nothing waits: on simulated devices'),
  })
  .describe("Where wall-clock time went; the controller's own time is what is left");

/** The result of one trial. */
export const trialResult = z
  .strictObject({
    request: trialRequest,
    counts: trialCounts,
    streams: z
      .array(streamResult)
      .exactOptional()
      .describe("The same by stream, in the network's order"),
    offeredDuration: duration('How long the generator took to send what it sent, by its own clock'),
    losses: z.array(loss).describe('Losses that are located; only places with losses are listed'),
    unlocated: z
      .int()
      .describe(
        'Offered, less received by the sink, less located losses, in frames;' +
          ' negative where more arrived than was offered',
      ),
    lastLoss: duration(
      'When the last of the frames that were lost was offered, from the start; null where none' +
        ' was lost, absent where counters do not show it',
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
        'Ports at which pause frames came or went; absent where none did, or no driver counts them',
      ),
    processors: trialProcessors.exactOptional(),
    dropReasons: dropReasons.exactOptional().describe('Of a diagnosis; absent in any other trial'),
    validity,
    timing,
  })
  .describe('The result of one trial');

/** A trial without figures: it did not come to its end, or what was counted cannot be compared. */
export const brokenTrial = z
  .strictObject({
    request: trialRequest,
    counts: z.null().describe('There are none: what was lost is unknown, not 0'),
    validity: invalid.describe('Why there are none'),
    timing: z.strictObject({ wall: timing.shape.wall }).describe('How long it went on'),
  })
  .describe('A trial without figures: invalid, and none of its counts can be used');

/** What became of a trial. */
export const trialOutcome = z.union([trialResult, brokenTrial]);

export type LoadChange = DeepReadonly<z.output<typeof loadChange>>;
export type ResetCourse = DeepReadonly<z.output<typeof resetCourse>>;
export type InvalidReason = DeepReadonly<z.output<typeof invalidReason>>;
export type Validity = DeepReadonly<z.output<typeof validity>>;
export type TrialTiming = DeepReadonly<z.output<typeof timing>>;
export type TrialResult = DeepReadonly<z.output<typeof trialResult>>;
export type BrokenTrial = DeepReadonly<z.output<typeof brokenTrial>>;
export type TrialOutcome = DeepReadonly<z.output<typeof trialOutcome>>;
