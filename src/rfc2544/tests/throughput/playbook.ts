import { z } from 'zod';
import { repeatsKey } from '../../at-throughput/playbook-schema.js';
import { searchKeys } from '../../search/playbook-schema.js';

export const throughputSchema = z
  .strictObject({
    test: z.literal('throughput'),
    search: z
      .literal('binary', {
        error: ({ input }) =>
          input === 'mlrsearch' ? "is a test of its own: write 'test: mlrsearch'" : undefined,
      })
      .default('binary'),
    ...searchKeys('Stop when the bounds are this close, relative to the upper'),
    repeats: repeatsKey(1).describe('Searches, each from the start; the median one is the result'),
  })
  .describe('RFC 2544 section 26.1: the fastest rate at which no frame is lost');
