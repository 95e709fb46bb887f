import { z } from 'zod';
import { percentText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import { CLAIM_KEYS, positiveRate } from '../claim-keys.js';
import { figureSchema } from '../figures/index.js';
import { judgeRatio } from './compare.js';
import { defineKind, networkOf } from './definition.js';

/** A number from the paper: a rate, or a plain number if it only states proportions. */
const stated = z
  .union([positiveRate, z.number().gt(0)])
  .describe('Value in the paper: a rate, or a number in proportion to that of `to`');

const schema = z
  .strictObject({
    ...CLAIM_KEYS,
    kind: z.literal('ratio'),
    of: figureSchema.describe('What is measured'),
    value: stated,
    to: z
      .strictObject({ of: figureSchema.describe('What is measured'), value: stated })
      .exactOptional()
      .describe("What it is relative to; default: the reference's peak"),
    within: percentText.describe('How far the ratio may deviate from the stated one'),
  })
  .describe('Two figures have the ratio that the paper states');

/** Two figures have the stated ratio. */
export const ratio = defineKind({
  name: 'ratio',
  schema,
  judge: ({ of, to, value, within }, evidence) => {
    const paper = value / (to?.value ?? evidence.reference.peak);
    const accepted = { least: paper * (1 - within), most: paper * (1 + within) };
    return judgeRatio(evidence, { of, to: to?.of }, paper, accepted);
  },
  networks: ({ of, to }) => [
    networkOf(of, ['of']),
    ...(to === undefined ? [] : [networkOf(to.of, ['to', 'of'])]),
  ],
  criterion: ({ within }) => `the ratio within ${percent(within)}`,
});
