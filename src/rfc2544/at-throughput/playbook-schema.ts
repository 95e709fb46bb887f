import { z } from 'zod';
import { loadText, rateText } from '../../document/quantity.js';

/** The throughput of a test that runs at it. */
export const throughputKey = loadText
  .exactOptional()
  .describe(
    'Measured before, on this data plane at this frame size;' +
      ' default: what a throughput or mlrsearch test before this one finds there',
  );

/** The most that the media carries, of a test that goes beyond the throughput. */
export const frameRateKey = rateText
  .exactOptional()
  .describe('The most that the media carries at the frame size; default: by the link speed');

/** How often a test is repeated. */
export const repeatsKey = (usual: number) =>
  z.int().min(1).max(1000).default(usual).describe('How many times it is made');
