import { z } from 'zod';
import { percentText } from '../../document/quantity.js';
import { percent } from '../../model/numbers/percent.js';
import { CLAIM_KEYS } from '../claim-keys.js';
import { defineKind } from './definition.js';
import { judgeSeries, lowest, SERIES_KEYS, seriesNetworks } from './series.js';

const schema = z
  .strictObject({
    ...CLAIM_KEYS,
    kind: z.literal('falls'),
    ...SERIES_KEYS,
    by: z
      .union([
        z.strictObject({ atMost: percentText.describe('Of the first') }),
        z.strictObject({ atLeast: percentText.describe('Of the first') }),
      ])
      .describe('How far it falls, from the first to the lowest'),
  })
  .describe('A figure falls over several networks, slightly or strongly');

/** A figure falls over networks by a given amount. */
export const falls = defineKind({
  name: 'falls',
  schema,
  judge: (spec, evidence) => {
    const { by } = spec;
    const accepted =
      'atMost' in by
        ? { least: 1 - by.atMost, most: Infinity }
        : { least: 0, most: 1 - by.atLeast };
    return judgeSeries(evidence, spec, accepted, lowest);
  },
  networks: seriesNetworks,
  criterion: ({ by }) =>
    'atMost' in by
      ? `the lowest at most ${percent(by.atMost)} below the first`
      : `the lowest at least ${percent(by.atLeast)} below the first`,
});
