import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import { bound } from './bound.js';
import { constant } from './constant.js';
import type { Kind } from './definition.js';
import { falls } from './falls.js';
import { lossPlaces } from './loss-places.js';
import { lossStarts } from './loss-starts.js';
import { ratio } from './ratio.js';

/** All kinds of claims. */
const KINDS = [ratio, bound, constant, falls, lossStarts, lossPlaces] as const;

const [first, ...others] = KINDS;

/** A claim; `kind` names its kind. */
export const claimSchema = z.discriminatedUnion('kind', [
  first.schema,
  ...others.map(({ schema }) => schema),
]);

type ParsedClaim = z.output<typeof claimSchema>;
export type Claim = DeepReadonly<ParsedClaim>;

/** A kind without its specific types. */
type AnyKind = Kind<Claim> & { readonly name: Claim['kind'] };

const ALL: readonly AnyKind[] = KINDS;

/** The kind of a claim. */
export const kindOf = ({ kind }: Pick<Claim, 'kind'>): AnyKind => {
  const found = ALL.find(({ name }) => name === kind);
  if (found === undefined) throw new RangeError(`there is no kind of claim '${kind}'`);
  return found;
};
