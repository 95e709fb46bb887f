import { isMap, isScalar, isSeq } from 'yaml';
import { target, type Targets } from './aliases.js';
import type { PairsOf } from './merges.js';

/**
 * The value of a node as in JSON. Targets of aliases are converted once: the parser itself would traverse
 * the document for each merge.
 */
export const valueIn = (targets: Targets, pairsOf: PairsOf): ((node: unknown) => unknown) => {
  const made = new Map<unknown, unknown>();
  const make = (node: unknown): unknown => {
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map(valueOf);
    if (!isMap(node)) return null;
    return Object.fromEntries(
      [...pairsOf(node)].map(([key, { value }]) => [key, valueOf(value)] as const),
    );
  };
  const valueOf = (node: unknown): unknown => {
    const meant = target(node, targets);
    if (!made.has(meant)) made.set(meant, make(meant));
    return made.get(meant);
  };
  return valueOf;
};
