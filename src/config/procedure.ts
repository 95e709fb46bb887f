import { z } from 'zod';
import { RESET_KINDS } from '../model/trial.js';
import { durationText, percentText, rateText } from '../document/quantity.js';
import { goalSchema } from './search-goal.js';
import { unknown } from '../document/wording.js';

const maximumLoad = rateText
  .exactOptional()
  .describe('The highest load to try, aggregate over ingress ports; default: all the links carry');

const frameRate = rateText
  .exactOptional()
  .describe('The most that the media carries at the frame size; default: by the link speed');

const throughputThere = rateText
  .exactOptional()
  .describe(
    'Measured before, on this data plane at this frame size;' +
      ' default: what a throughput or mlrsearch test before this one finds there',
  );

const repeated = (usual: number) => z.int().min(1).max(1000).default(usual);

const loadSweep = z
  .strictObject({
    test: z.literal('load-sweep'),
    offeredLoads: z.array(rateText).min(1).describe('Intended loads, aggregate over ingress ports'),
    repeats: repeated(1),
    order: z
      .enum(['as-given', 'random'], { error: unknown('order') })
      .default('as-given')
      .describe('Of the trials; in random order no load gains from its place'),
    seed: z.int().min(0).max(0xffff_ffff).default(1).describe('Gives the same random order again'),
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
    frameRate,
    throughput: throughputThere,
    longestBurst: durationText.describe('The longest burst to try, as it lasts at the frame rate'),
    step: z.int().min(1).default(1).describe('How exact the length is to be, in frames'),
    repeats: repeated(50).describe('RFC 2544 section 26.4 asks for 50 or more'),
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

const latency = z
  .strictObject({
    test: z.literal('latency'),
    throughput: throughputThere,
    duration: durationText
      .prefault('120 s')
      .describe('Of a trial; RFC 2544 section 26.2 asks for 120 s or more'),
    tagAfter: durationText
      .prefault('60 s')
      .describe('When in a trial a frame is tagged; RFC 2544 section 26.2 says 60 s'),
    repeats: repeated(20).describe('RFC 2544 section 26.2 asks for 20 or more'),
  })
  .describe('RFC 2544 section 26.2: how long a frame takes at the throughput');

const systemRecovery = z
  .strictObject({
    test: z.literal('system-recovery'),
    frameRate,
    throughput: throughputThere,
    overload: durationText
      .prefault('60 s')
      .describe('How long there is too much load; RFC 2544 section 26.5 asks for 60 s or more'),
    observation: durationText
      .prefault('60 s')
      .describe('How long the device is watched at half that load'),
    repeats: repeated(3),
  })
  .describe('RFC 2544 section 26.5: how long frames are still lost after an overload');

const reset = z
  .strictObject({
    test: z.literal('reset'),
    kind: z
      .enum(RESET_KINDS, { error: unknown('kind of reset') })
      .describe('What is reset; power is taken for 10 s'),
    throughput: throughputThere,
    duration: durationText.prefault('60 s').describe('Of a trial; as long as a reset may take'),
    after: durationText.prefault('10 s').describe('When in a trial the reset is caused'),
    repeats: repeated(3),
  })
  .describe('RFC 2544 section 26.6, RFC 6201: how long a reset keeps frames from coming through');

/** One test of a playbook; `test` tells which. */
export const procedureSchema = z.discriminatedUnion('test', [
  loadSweep,
  throughput,
  frameLossRate,
  backToBack,
  mlrSearch,
  latency,
  systemRecovery,
  reset,
]);

export type Procedure = z.output<typeof procedureSchema>;
export type LoadSweep = z.output<typeof loadSweep>;
export type Throughput = z.output<typeof throughput>;
export type FrameLossRate = z.output<typeof frameLossRate>;
export type BackToBack = z.output<typeof backToBack>;
export type Latency = z.output<typeof latency>;
export type SystemRecovery = z.output<typeof systemRecovery>;
export type Reset = z.output<typeof reset>;
export type MlrSearch = z.output<typeof mlrSearch>;
