import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { STAMPING } from '../network/ptp.js';
import { count, duration, frames } from './quantity.js';

/** How the offset between two clocks is bounded. */
const CLOCK_RELATIONS = ['one-clock', 'ptp', 'ping-pong'] as const;

const phcReading = z
  .strictObject({
    offset: z.int().describe('In ns: the adjusted clock less the clock that it follows'),
    delay: duration('How long it took to read both clocks: the uncertainty of the offset'),
  })
  .describe('The last report of phc2sys');

/** What linuxptp reports about the clocks of generator and sink, at one time. */
export const ptpReading = z
  .strictObject({
    offset: z.int().describe("In ns: the sink's clock less the generator's, as ptp4l reports it"),
    pathDelay: duration('Mean path delay of PTP messages'),
    generator: phcReading.exactOptional(),
    sink: phcReading.exactOptional(),
  })
  .describe(
    "From ptp4l on the sink; with hardware time stamps also from phc2sys, on generator and sink: NIC's clock and system clock",
  );

const ptpReadings = z
  .strictObject({
    stamping: z.enum(STAMPING).describe('What time-stamped the PTP messages'),
    before: ptpReading,
    after: ptpReading,
  })
  .describe('If the run started ptp4l: what it reported before the trial and after it');

/** How far the clocks of generator and sink may deviate from the offset that was applied. */
export const clockBound = z
  .strictObject({
    kind: z
      .enum(CLOCK_RELATIONS)
      .describe(
        'one-clock: generator and sink are one machine. ptp: synchronized, by the ptp4l that the run started, ' +
          'or by something else within the bound that the testbed specifies. ping-pong: ' +
          'compared before and after the trial',
      ),
    bound: duration('How far the clocks may deviate from the offset that was applied'),
    ptp: ptpReadings.exactOptional(),
  })
  .describe('The clocks of generator and sink');

const boundedTime = z
  .strictObject({
    value: duration('The best estimate'),
    atLeast: duration('Lower bound'),
    atMost: duration('Upper bound'),
  })
  .describe('The best estimate, with guaranteed bounds');

/** Percentiles of the latencies of all frames of a trial. */
export const percentiles = z
  .strictObject({
    p50: duration('Half of the frames took no longer'),
    p90: duration('90 % of the frames took no longer'),
    p99: duration('99 % of the frames took no longer'),
    p999: duration('99.9 % of the frames took no longer'),
  })
  .describe('Overestimated by 1/16 at most');

const distribution = z
  .strictObject({
    frames: frames('Those whose successor arrived right after them'),
    early: frames('Of these, those that arrived before they were sent, by the clocks'),
    mean: boundedTime,
    minimum: duration('The minimum'),
    maximum: duration('The maximum'),
    percentiles,
    turnaround: duration('How long the generator took to send a frame, on average and at most'),
    histogram: z
      .array(
        z.tuple([
          duration('Lowest latency in the bucket'),
          duration('Highest latency'),
          count('Frames in the bucket'),
        ]),
      )
      .describe('Buckets: lowest and highest latency in ns, and number of frames'),
  })
  .describe(
    'Latencies of all frames. Each may be wrong by the bound of the clocks, too long by 1 us, and ' +
      'too short by the time the generator took to send the frame',
  );

/** What time-stamped the frames that arrived at the sink. */
const STAMPED_BY = ['hardware', 'handler', 'mixed', 'wire'] as const;

const serialization = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('subtracted'),
      input: duration(
        'Preamble and frame on the link from the generator to the DUT; only the frame if both ' +
          'time stamps are of the preamble (wire)',
      ),
      output: duration(
        'The frame on the link from the DUT to the sink; 0 if hardware stamps its first bit',
      ),
    }),
    z
      .strictObject({
        state: z.literal('none'),
        reason: z.string().describe('Why none is subtracted'),
      })
      .describe('Nothing was subtracted: the time of a frame on the links is unknown'),
  ])
  .describe('Serialization time of frames on the links (frame size over link speed)');

/** The interval that the latencies of a trial measure. */
export const latencySpan = z
  .strictObject({
    stampedBy: z
      .enum(STAMPED_BY)
      .describe(
        "The sink's time stamps: by the NIC when a frame's first bit arrived (hardware), or by the kernel " +
          'module that handled the frame (handler), interrupt moderation and softirq included; ' +
          'mixed if some frames had no time stamp from the NIC. wire: the software NIC stamped frames on both ' +
          'sides of the DUT, as the preamble entered and as it left',
      ),
    waited: z
      .strictObject({
        least: z.int().describe('In ns; negative if the clocks of NIC and machine differ by more'),
        most: z.int().describe('In ns'),
      })
      .exactOptional()
      .describe("From the NIC's time stamp to the module, if the NIC stamps"),
    serialization,
  })
  .describe(
    "From when the generator's driver was passed the frame to the sink's time stamp, less serialization; " +
      "from its arrival at the DUT if stampedBy is 'wire'",
  );

/** How long a trial's frames took from the generator's driver to the sink's. */
export const trialLatency = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('measured'),
    clocks: clockBound,
    span: latencySpan
      .exactOptional()
      .describe('Absent in archives of earlier versions: driver to module, nothing subtracted'),
    tagged: boundedTime
      .nullable()
      .exactOptional()
      .describe('The tagged frame; null if it was lost, absent if none was tagged'),
    distribution: distribution.exactOptional(),
  }),
  z
    .strictObject({
      state: z.literal('unusable'),
      reason: z.string().describe('Why it cannot be used'),
    })
    .describe('The clock readings contradict each other'),
]);

export type BoundedTime = DeepReadonly<z.output<typeof boundedTime>>;
export type ClockBound = DeepReadonly<z.output<typeof clockBound>>;
export type PtpReading = DeepReadonly<z.output<typeof ptpReading>>;
export type LatencyDistribution = DeepReadonly<z.output<typeof distribution>>;
export type LatencySpan = DeepReadonly<z.output<typeof latencySpan>>;
export type TrialLatency = DeepReadonly<z.output<typeof trialLatency>>;
