import { z } from 'zod';
import type { WithRates } from '../../../document/stated-load.js';
import { durationText } from '../../../document/quantity.js';
import { frameRateKey, repeatsKey, throughputKey } from '../../at-throughput/playbook-schema.js';
import type { AtLinkSpeed } from '../definition.js';

export const backToBackSchema = z
  .strictObject({
    test: z.literal('back-to-back'),
    frameRate: frameRateKey,
    throughput: throughputKey,
    longestBurst: durationText.describe('The longest burst to try, as a time at the frame rate'),
    step: z
      .int()
      .min(1)
      .max(1_000_000_000)
      .default(1)
      .describe('Resolution of the burst length, in frames'),
    repeats: repeatsKey(50).describe('RFC 2544 section 26.4 asks for 50 or more'),
  })
  .describe('RFC 2544 section 26.4, RFC 9004: the longest burst that loses no frame');

/** A back-to-back test as a playbook asks for it. */
export type BackToBackSpec = WithRates<z.output<typeof backToBackSchema>>;

/** The whole frames that the longest burst has at the frame rate. */
export const longestBurstFrames = ({
  longestBurst,
  frameRate,
}: Pick<AtLinkSpeed<BackToBackSpec>, 'longestBurst' | 'frameRate'>): number =>
  // Rounded off to a millionth of a frame first: 0.3 s at 70 kpps is 21,000 frames, not 20,999.
  Math.floor(Number(((longestBurst * frameRate) / 1e9).toFixed(6)));
