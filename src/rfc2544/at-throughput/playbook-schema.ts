import { z } from 'zod';
import { loadText, rateText } from '../../document/quantity.js';

/** Key `throughput` of tests that run at the throughput. */
export const throughputKey = loadText
  .exactOptional()
  .describe(
    'Throughput measured before on this data plane at this frame size;' +
      ' default: the result of an earlier throughput or mlrsearch test',
  );

/** Key `frameRate` of tests that offer more than the throughput. */
export const frameRateKey = rateText
  .exactOptional()
  .describe('Maximum frame rate of the media at the frame size; default: from the link speed');

/** How often a test is repeated. */
export const repeatsKey = (usual: number) =>
  z.int().min(1).max(1000).default(usual).describe('Number of repeats');
