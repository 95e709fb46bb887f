import { z } from 'zod';
import { schemaKey } from '../document/schema-key.js';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { length } from '../model/schema/quantity.js';
import { percentText, rateText } from '../document/quantity.js';
import { atValue, within, type Finding } from '../document/finding.js';
import { repeatedValues } from '../document/repeated-values.js';
import { unknownName } from '../document/names.js';
import { dataPlaneKey } from './figures/where.js';
import { claimSchema, kindOf } from './kinds/index.js';
import { networkSchema } from './network.js';

/** A file of claims: what a paper states of data planes, and by what it is judged. */
export const claimsSchema = z
  .strictObject({
    $schema: schemaKey,
    name: z.string().min(1).describe('Of the file'),
    source: z.string().min(1).describe('The paper'),
    frameSize: length('Of the frames that all of it was measured with'),
    reference: z
      .strictObject({
        dataPlane: dataPlaneKey('Its name'),
        peak: rateText.describe('What the paper states that it forwards at best'),
        networks: z.array(z.string()).min(1).describe('Names of networks in which it does'),
      })
      .describe('The data plane that rates and loads are related to'),
    loadTolerance: percentText.describe('How far a load may be from the one that is meant'),
    networks: z.record(z.string(), networkSchema).describe('The networks that claims are about'),
    claims: z.array(claimSchema).min(1).describe('What the paper states, one claim an entry'),
  })
  .describe('What a paper states of data planes');

/** A file of claims, parsed. */
export type Claims = DeepReadonly<z.output<typeof claimsSchema>>;

/** The rules that the schema cannot express. */
export const claimsFindings = ({ networks, reference, claims }: Claims): readonly Finding[] => {
  const names = Object.keys(networks);
  const unknown = (name: string, path: readonly PropertyKey[]): Finding[] =>
    names.includes(name) ? [] : [atValue(path, unknownName('network', name, names))];
  return [
    ...reference.networks.flatMap((name, index) => unknown(name, ['reference', 'networks', index])),
    ...claims.flatMap((claim, index) =>
      within(
        ['claims', index],
        kindOf(claim)
          .networks(claim)
          .flatMap(([name, path]) => unknown(name, path)),
      ),
    ),
    ...repeatedValues(
      claims.map(({ id }) => id),
      ['claims'],
    ).map((finding) => atValue([...finding.path, 'id'], finding.message)),
  ];
};
