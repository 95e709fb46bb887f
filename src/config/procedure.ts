import { z } from 'zod';
import { durationText, percentText, rateText } from './quantity.js';
import { goalSchema } from './search-goal.js';

const maximumLoad = rateText.describe('The highest load to try, aggregate over ingress ports');

const loadSweep = z
  .strictObject({
    test: z.literal('load-sweep'),
    offeredLoads: z.array(rateText).min(1).describe('Intended loads, aggregate over ingress ports'),
    repeats: z.int().min(1).max(1000).default(1),
  })
  .describe('Offered load against forwarding rate');

const throughput = z
  .strictObject({
    test: z.literal('throughput'),
    search: z
      .literal('binary', {
        error: ({ input }) =>
          input === 'mlrsearch' ? "is a test of its own: write 'test: mlrsearch'" : undefined,
      })
      .default('binary'),
    minimumLoad: rateText,
    maximumLoad,
    resolution: percentText.describe('Stop when the bounds are this close, relative to the upper'),
  })
  .describe('RFC 2544 section 26.1: the fastest rate at which no frame is lost');

const frameLossRate = z
  .strictObject({
    test: z.literal('frame-loss-rate'),
    maximumLoad,
    step: percentText.describe('Between two loads, of the maximum load; at most 10 %'),
  })
  .describe('RFC 2544 section 26.3: from the maximum load down, until two loads lose no frame');

const backToBack = z
  .strictObject({
    test: z.literal('back-to-back'),
    frameRate: rateText.describe('The most that the media carries at the frame size'),
    throughput: rateText.describe('Measured before, on this data plane at this frame size'),
    longestBurst: durationText.describe('The longest burst to try, as it lasts at the frame rate'),
    step: z.int().min(1).default(1).describe('How exact the length is to be, in frames'),
    repeats: z
      .int()
      .min(1)
      .max(1000)
      .default(50)
      .describe('RFC 2544 section 26.4 asks for 50 or more'),
  })
  .describe('RFC 2544 section 26.4, RFC 9004: the longest burst that loses no frame');

const mlrSearch = z
  .strictObject({
    test: z.literal('mlrsearch'),
    goals: z
      .array(goalSchema)
      .min(1)
      .prefault(['rfc2544'])
      .describe('Searched for together; they have their own trial durations'),
    minimumLoad: rateText,
    maximumLoad,
    resolution: percentText.describe("Every goal's width, relative to the upper bound"),
  })
  .describe('Multiple loss ratio search (RFC 9971): the fastest rate that meets each goal');

/** One test of a playbook; `test` tells which. */
export const procedureSchema = z.discriminatedUnion('test', [
  loadSweep,
  throughput,
  frameLossRate,
  backToBack,
  mlrSearch,
]);

export type Procedure = z.output<typeof procedureSchema>;
export type LoadSweep = z.output<typeof loadSweep>;
export type Throughput = z.output<typeof throughput>;
export type FrameLossRate = z.output<typeof frameLossRate>;
export type BackToBack = z.output<typeof backToBack>;
export type MlrSearch = z.output<typeof mlrSearch>;
