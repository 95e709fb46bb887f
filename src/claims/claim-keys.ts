import { z } from 'zod';
import { choiceOf } from '../document/choice.js';
import { rateText } from '../document/quantity.js';
import { DEPENDENCIES } from './reasons.js';

/** A rate that others are divided by, or compared with as a ratio. */
export const positiveRate = rateText.refine((rate) => rate > 0, {
  error: 'must be greater than 0',
});

/** Keys common to claims of all kinds. */
export const CLAIM_KEYS = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .describe('Unique among the claims'),
  shownIn: z.string().min(1).describe('Where the paper shows it: Fig. 4, Table 1'),
  states: z.string().min(1).describe('What the paper states, in a sentence'),
  criterion: z
    .string()
    .min(1)
    .exactOptional()
    .describe("Why this criterion was chosen, if it does not follow from the paper's numbers"),
  dependsOn: z
    .array(choiceOf('dependency', DEPENDENCIES))
    .default([])
    .describe('What may cause differences on another machine'),
};
