import { z } from 'zod';
import { atValue, type Finding } from '../../../document/finding.js';
import { durationText, rateText } from '../../../document/quantity.js';
import { frameRateKey } from '../../at-throughput/playbook-schema.js';

export const dropReasonsSchema = z
  .strictObject({
    test: z.literal('drop-reasons'),
    frameRate: frameRateKey,
    throughput: rateText
      .exactOptional()
      .describe(
        'A rate that every data plane forwards; default: the result of an earlier throughput or mlrsearch' +
          ' test on each',
      ),
    overload: z
      .number()
      .gt(1)
      .max(100)
      .default(1.5)
      .describe('The load offered, as a multiple of that; no more than frameRate'),
    duration: durationText.prefault('10 s').describe('Of the trial'),
  })
  .describe(
    "A trial above the throughput, in which the DUT's kernel counts why and where it drops frames. Counting costs" +
      ' the DUT CPU time: the trial yields no figures',
  );

/** A diagnosis as a playbook asks for it. */
export type DropReasonsSpec = z.output<typeof dropReasonsSchema>;

/** The rules of a diagnosis that its schema cannot express. */
export const dropReasonsRules = ({
  duration,
  throughput,
  frameRate,
}: DropReasonsSpec): Finding[] => [
  ...(duration > 0 ? [] : [atValue(['duration'], 'must be greater than 0')]),
  ...(throughput === undefined || frameRate === undefined || throughput <= frameRate
    ? []
    : [
        atValue(
          ['throughput'],
          `must not be more than frameRate: ${throughput} pps is more than ${frameRate} pps`,
        ),
      ]),
];
