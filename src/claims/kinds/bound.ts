import { z } from 'zod';
import { percentText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import { CLAIM_KEYS } from '../claim-keys.js';
import { figureSchema } from '../figures/index.js';
import { judgeRatio } from './compare.js';
import { defineKind, networkOf } from './definition.js';

const schema = z
  .strictObject({
    ...CLAIM_KEYS,
    kind: z.literal('bound'),
    of: figureSchema.describe('What is measured'),
    to: figureSchema.exactOptional().describe('Absent: the measured figure is itself a fraction'),
    is: z
      .union([
        z.strictObject({ atMost: percentText.describe('Of the other figure') }),
        z.strictObject({ atLeast: percentText.describe('Of the other figure') }),
      ])
      .describe('Its limit as a fraction of the other'),
  })
  .describe('A figure is higher or lower than another, if the paper states it without numbers');

/** A figure is at least or at most a fraction of another. */
export const bound = defineKind({
  name: 'bound',
  schema,
  judge: ({ of, to, is }, evidence) => {
    const accepted =
      'atMost' in is ? { least: 0, most: is.atMost } : { least: is.atLeast, most: Infinity };
    return judgeRatio(evidence, { of, to }, null, accepted);
  },
  networks: ({ of, to }) => [
    networkOf(of, ['of']),
    ...(to === undefined ? [] : [networkOf(to, ['to'])]),
  ],
  criterion: ({ is }) =>
    'atMost' in is ? `at most ${percent(is.atMost)}` : `at least ${percent(is.atLeast)}`,
});
