import { z } from 'zod';
import type { DeepReadonly } from '../deep-readonly.js';
import { STAMPING } from '../network/ptp.js';
import { count, duration, frames } from './quantity.js';

/** How the offset between two clocks is bounded. */
const CLOCK_RELATIONS = ['one-clock', 'ptp', 'ping-pong'] as const;

const phcReading = z
  .strictObject({
    offset: z.int().describe('In ns: the clock that is steered, less the one that it follows'),
    delay: duration('How long a reading of both took, within which they may be apart unseen'),
  })
  .describe('What phc2sys reported last');

/** What the programs of linuxptp report of the clocks of generator and sink, at one moment. */
export const ptpReading = z
  .strictObject({
    offset: z.int().describe("In ns: the sink's clock less the generator's, as ptp4l reports it"),
    pathDelay: duration('The mean delay of the path that PTP messages take'),
    generator: phcReading.exactOptional(),
    sink: phcReading.exactOptional(),
  })
  .describe(
    "Of ptp4l on the sink; where hardware stamps, of phc2sys too, on generator and sink: NIC's clock and system clock",
  );

const ptpReadings = z
  .strictObject({
    stamping: z.enum(STAMPING).describe('What stamped the messages of PTP'),
    before: ptpReading,
    after: ptpReading,
  })
  .describe('Where the run started ptp4l: what it reported before the trial and after it');

/** How far the generator's clock and the sink's may be apart from the offset that was applied. */
export const clockBound = z
  .strictObject({
    kind: z
      .enum(CLOCK_RELATIONS)
      .describe(
        'one-clock: generator and sink are one machine. ptp: synchronized, by the ptp4l that the run started, ' +
          'or by something else within the bound that the testbed specifies. ping-pong: they were ' +
          'compared before and after the trial',
      ),
    bound: duration('How far the clocks may be apart from the offset that was applied'),
    ptp: ptpReadings.exactOptional(),
  })
  .describe('The clocks of generator and sink');

const boundedTime = z
  .strictObject({
    value: duration('The best estimate'),
    atLeast: duration('Certainly no less than this'),
    atMost: duration('Certainly no more than this'),
  })
  .describe('The best estimate, and what it is between for certain');

/** Of the latencies of all frames of a trial. */
export const percentiles = z
  .strictObject({
    p50: duration('Half of the frames took no longer'),
    p90: duration('90 % of the frames took no longer'),
    p99: duration('99 % of the frames took no longer'),
    p999: duration('99.9 % of the frames took no longer'),
  })
  .describe('Too long by 1/16 at most');

const distribution = z
  .strictObject({
    frames: frames('Those whose successor came right after them'),
    early: frames('Of them, those that came before they were sent, by the clocks'),
    mean: boundedTime,
    minimum: duration('The least'),
    maximum: duration('The greatest'),
    percentiles,
    turnaround: duration('What the generator took to send a frame, on average and at most'),
    histogram: z
      .array(
        z.tuple([
          duration('The least latency in a bucket'),
          duration('The greatest'),
          count('Its frames'),
        ]),
      )
      .describe('Buckets: the least latency in one and the greatest, in ns, and its frames'),
  })
  .describe(
    'Latencies of all frames. Each may be wrong by the bound of the clocks, too long by 1 us, and ' +
      'too short by what the generator took to send the frame',
  );

/** What stamped the frames that arrived at the sink. */
const STAMPED_BY = ['hardware', 'handler', 'mixed', 'wire'] as const;

const serialization = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('subtracted'),
      input: duration(
        'Preamble and frame on the link from the generator to the DUT; the frame alone where both ' +
          'stamps are of the preamble (wire)',
      ),
      output: duration(
        'The frame on the link from the DUT to the sink; 0 where hardware stamps its first bit',
      ),
    }),
    z
      .strictObject({
        state: z.literal('none'),
        reason: z.string().describe('Why none is subtracted'),
      })
      .describe('Nothing was subtracted: no link on which a frame takes a known time'),
  ])
  .describe('The time that frames were on the links (frame size over link speed)');

/** What the latencies of a trial are the time between. */
export const latencySpan = z
  .strictObject({
    stampedBy: z
      .enum(STAMPED_BY)
      .describe(
        "The sink's stamps: by the NIC as a frame's first bit came in (hardware), or by the clock of " +
          'the module that took the frame (handler), interrupt moderation and softirq included; ' +
          'mixed where some frames had no stamp of the NIC. wire: the software NIC stamped frames at both ends ' +
          'of the DUT, as the preamble came in and as it went out',
      ),
    waited: z
      .strictObject({
        least: z.int().describe('In ns; below 0 by what the clocks of NIC and machine are apart'),
        most: z.int().describe('In ns'),
      })
      .exactOptional()
      .describe("From the NIC's stamp to the module, where the NIC stamps"),
    serialization,
  })
  .describe(
    "From the moment the generator's driver was handed the frame to the sink's stamp, less serialization; " +
      'from its arrival at the DUT where stamped by the wire',
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
      .describe('The tagged frame; null where it was lost, absent where none was tagged'),
    distribution: distribution.exactOptional(),
  }),
  z
    .strictObject({
      state: z.literal('unusable'),
      reason: z.string().describe('Why it cannot be used'),
    })
    .describe('The clocks contradict themselves'),
]);

export type BoundedTime = DeepReadonly<z.output<typeof boundedTime>>;
export type ClockBound = DeepReadonly<z.output<typeof clockBound>>;
export type PtpReading = DeepReadonly<z.output<typeof ptpReading>>;
export type LatencyDistribution = DeepReadonly<z.output<typeof distribution>>;
export type LatencySpan = DeepReadonly<z.output<typeof latencySpan>>;
export type TrialLatency = DeepReadonly<z.output<typeof trialLatency>>;
