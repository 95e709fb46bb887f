import type { z } from 'zod';
import type { Evidence } from '../evidence.js';
import type { FigureSpec } from '../figures/index.js';
import type { Verdict } from '../verdict.js';

/**
 * A kind of claim: what it states, and when it holds.
 * @typeParam Spec the specific keys of an entry of this kind
 */
export interface Kind<Spec> {
  judge(spec: Spec, evidence: Evidence): Verdict;
  /** The networks that it refers to, each with its path in the entry. */
  networks(spec: Spec): readonly (readonly [name: string, path: readonly PropertyKey[]])[];
  /** What must be measured for it to hold, as text. */
  criterion(spec: Spec): string;
}

/** A kind with the schema of its entries. */
export interface KindDefinition<Schema extends z.ZodObject> extends Kind<z.output<Schema>> {
  readonly name: z.output<Schema>['kind'];
  readonly schema: Schema;
}

/** Checks that the parts of a kind belong together. */
export const defineKind = <Schema extends z.ZodObject>(
  definition: KindDefinition<Schema>,
): KindDefinition<Schema> => definition;

/** The network of a figure, with its path. */
export const networkOf = (
  spec: FigureSpec,
  path: readonly PropertyKey[],
): readonly [string, readonly PropertyKey[]] => [spec.network, [...path, 'network']];
