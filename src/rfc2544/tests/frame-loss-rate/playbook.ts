import { z } from 'zod';
import { atValue, type Finding } from '../../../document/finding.js';
import { percentText } from '../../../document/quantity.js';
import { maximumLoadKey } from '../../search/playbook-schema.js';
import { loadCount } from './procedure.js';

export const frameLossRateSchema = z
  .strictObject({
    test: z.literal('frame-loss-rate'),
    maximumLoad: maximumLoadKey,
    step: percentText.describe('Between two loads, of the maximum load; at most 10 %'),
  })
  .describe('RFC 2544 section 26.3: from the maximum load down, until two loads lose no frame');

const MOST_LOADS = 10_000;

/** The rules of a frame loss rate test that its schema cannot express. */
export const frameLossRateRules = ({ step }: { readonly step: number }): Finding[] => {
  if (!(step > 0 && step <= 0.1)) {
    return [
      atValue(
        ['step'],
        'must be more than 0 % and at most 10 % of the maximum load (RFC 2544 section 26.3)',
      ),
    ];
  }
  return loadCount(step) <= MOST_LOADS
    ? []
    : [
        atValue(
          ['step'],
          `must be at least ${100 / MOST_LOADS} %: at most ${MOST_LOADS} loads are tried`,
        ),
      ];
};
