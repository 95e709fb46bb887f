import { z } from 'zod';
import { percentText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import { CLAIM_KEYS } from '../claim-keys.js';
import { defineKind } from './definition.js';
import { farthest, judgeSeries, SERIES_KEYS, seriesNetworks } from './series.js';

const schema = z
  .strictObject({
    ...CLAIM_KEYS,
    kind: z.literal('constant'),
    ...SERIES_KEYS,
    within: percentText.describe('How far each may deviate from the first'),
  })
  .describe('A figure is the same in several networks');

/** A figure is constant over networks. */
export const constant = defineKind({
  name: 'constant',
  schema,
  judge: (spec, evidence) => {
    const accepted = { least: 1 - spec.within, most: 1 + spec.within };
    return judgeSeries(evidence, spec, accepted, farthest);
  },
  networks: seriesNetworks,
  criterion: ({ within }) => `each within ${percent(within)} of the first`,
});
