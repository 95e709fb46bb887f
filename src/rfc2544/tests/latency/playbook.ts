import { z } from 'zod';
import { durationText, loadText } from '../../../document/quantity.js';
import { repeatsKey, throughputKey } from '../../at-throughput/playbook-schema.js';

export const latencySchema = z
  .strictObject({
    test: z.literal('latency'),
    throughput: throughputKey,
    atLoad: loadText
      .exactOptional()
      .describe(
        'A load instead of the throughput, the same on every data plane, so that their latencies can' +
          ' be compared; RFC 2544 section 26.2 asks for the throughput of each',
      ),
    duration: durationText
      .prefault('120 s')
      .describe('Of a trial; RFC 2544 section 26.2 asks for 120 s or more'),
    tagAfter: durationText
      .prefault('60 s')
      .describe('When in a trial a frame is tagged; RFC 2544 section 26.2 says 60 s'),
    repeats: repeatsKey(20).describe(
      'RFC 2544 section 26.2 asks for 20 or more; a trial whose tagged frame was lost does not count, and ' +
        'another is run, up to twice as many in all',
    ),
  })
  .describe('RFC 2544 section 26.2: how long a frame takes at the throughput');
