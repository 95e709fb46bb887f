import { z } from 'zod';
import { DATA_PLANES, type DataPlaneName } from '../model/data-plane.js';
import { MODIFIERS, type Modifier } from '../model/modifier.js';
import { streamId } from '../model/network/stream.js';
import { LOSS_LOCATIONS, RESET_KINDS, type TrialResult } from '../model/trial.js';
import { trialLatency } from './latency-schema.js';
import { duration, frames, length, rate } from './quantities.js';

export { duration, frames, length, rate } from './quantities.js';

/** A moment in UTC: 2026-01-31T10:15:00.000Z. */
export const moment = z.iso.datetime();
/** A trial's number in the run: from 1, in the order they ran. */
export const sequence = z.int().min(1);
/** A data plane by its name. */
export const dataPlane = z.enum(DATA_PLANES);
/** A modifying condition; absent where there was none. */
export const modifier = z.enum(MODIFIERS).exactOptional();
/** Where in the playbook a result comes from. */
export const procedureIndex = z.int().min(0).describe("Index into the playbook's procedures");

/** A way to reset the DUT. */
export const resetKind = z.enum(RESET_KINDS);

/** Why a trial was of no use. */
export const invalidReason = z.strictObject({
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
});

/** A test that was not made. */
export const notApplicable = z
  .strictObject({ state: z.literal('not-applicable'), reason: z.string() })
  .describe('There was nothing to make the test with, such as a throughput');

const sinkCountersAgree = z.strictObject({
  nic: frames,
  module: z.strictObject({
    frames,
    foreign: frames,
    order: z
      .strictObject({ lost: z.int(), duplicates: frames, reordered: frames, unknown: frames })
      .exactOptional(),
  }),
});

/** A stream by its identity in the run. */
const stream = z
  .string()
  .transform(streamId)
  .describe('Router, port of entry and port of exit: r0:gen0>sink0');

const streamResult = z.strictObject({
  stream,
  router: z.int().min(0),
  entry: z.string().describe('The DUT port where it enters'),
  exit: z.string().describe('The DUT port where it leaves'),
  counts: z
    .strictObject({
      intended: frames,
      offered: frames,
      receivedByDut: frames.nullable(),
      forwarded: frames.nullable(),
      receivedBySink: frames.nullable(),
    })
    .describe('null where no counter tells its frames from others'),
});

const trialResult: z.ZodType<TrialResult> = z.strictObject({
  request: z.strictObject({
    frameSize: length,
    intendedLoad: rate,
    streams: z.array(z.strictObject({ stream, intendedLoad: rate })).exactOptional(),
    duration,
    warmUp: z.literal(true).exactOptional(),
    tagAfter: duration.exactOptional(),
    secondLoad: z.strictObject({ intendedLoad: rate, duration }).exactOptional(),
    reset: z.strictObject({ kind: resetKind, after: duration }).exactOptional(),
  }),
  counts: z.strictObject({
    intended: frames,
    offered: frames,
    receivedByDut: frames.nullable(),
    forwarded: frames.nullable(),
    receivedBySink: frames,
  }),
  streams: z.array(streamResult).exactOptional(),
  offeredDuration: duration,
  losses: z.array(z.strictObject({ location: z.enum(LOSS_LOCATIONS), frames })),
  unlocated: z.int(),
  lastLoss: duration.nullable().exactOptional(),
  loadChange: z
    .strictObject({
      before: duration,
      after: duration,
      at: duration,
      offered: frames,
      gap: duration,
    })
    .exactOptional(),
  reset: z
    .strictObject({
      startedAt: duration,
      finishedAt: duration,
      longestGap: duration.exactOptional(),
      recovered: z.boolean().exactOptional(),
    })
    .exactOptional(),
  latency: trialLatency.exactOptional(),
  sink: sinkCountersAgree.exactOptional(),
  validity: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('valid') }),
    z.strictObject({ state: z.literal('invalid'), reasons: z.array(invalidReason).min(1) }),
  ]),
  timing: z.strictObject({ wall: duration, traffic: duration, settling: duration }),
});

/** The names of the tests a playbook can ask for. */
export const testName = z.enum([
  'load-sweep',
  'throughput',
  'latency',
  'frame-loss-rate',
  'back-to-back',
  'mlrsearch',
  'system-recovery',
  'reset',
]);
export type TestName = z.output<typeof testName>;

/** A line of the journal: one trial, whatever came of it. */
export interface TrialRecord {
  readonly sequence: number;
  /** When it ended, ISO 8601 in UTC. */
  readonly at: string;
  readonly dataPlane: DataPlaneName;
  /** Absent where there was none. */
  readonly modifier?: Modifier;
  /** Index into the playbook's procedures. */
  readonly procedure: number;
  readonly test: TestName;
  readonly result: TrialResult;
}

/** The form of a line of trials.ndjson. */
export const trialRecordSchema: z.ZodType<TrialRecord> = z.strictObject({
  sequence,
  at: moment,
  dataPlane,
  modifier,
  procedure: procedureIndex,
  test: testName,
  result: trialResult,
});
