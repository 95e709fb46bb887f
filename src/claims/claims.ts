import { z } from 'zod';
import { schemaKey } from '../document/schema-key.js';
import type { DeepReadonly } from '../model/deep-readonly.js';
import { length } from '../model/schema/quantity.js';
import { percentText } from '../document/quantity.js';
import { atValue, within, type Finding } from '../document/finding.js';
import { repeatedValues } from '../document/repeated-values.js';
import { unknownName } from '../document/names.js';
import { positiveRate } from './claim-keys.js';
import { dataPlaneKey } from './figures/where.js';
import { claimSchema, kindOf } from './kinds/index.js';
import { networkSchema } from './network.js';

/** A claims file: what a paper states about data planes, and the criteria to judge it. */
export const claimsSchema = z
  .strictObject({
    $schema: schemaKey,
    name: z.string().min(1).describe('Name of the file'),
    source: z.string().min(1).describe('The paper'),
    frameSize: length('Frame size of all measurements'),
    reference: z
      .strictObject({
        dataPlane: dataPlaneKey('Its name'),
        peak: positiveRate.describe('Its maximum forwarding rate according to the paper'),
        networks: z
          .array(z.string())
          .min(1)
          .describe('Names of the networks in which it reaches that'),
      })
      .describe('The data plane that rates and loads are relative to'),
    loadTolerance: percentText.describe('How far a load may deviate from the stated one'),
    networks: z.record(z.string(), networkSchema).describe('The networks of the claims'),
    claims: z.array(claimSchema).min(1).describe("The paper's claims"),
  })
  .describe('What a paper states about data planes');

/** A claims file, parsed. */
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
