import { isMap, isNode, isSeq, type Document } from 'yaml';
import type { Finding } from '../finding.js';
import { target, type Targets } from './aliases.js';
import type { PairsOf } from './merges.js';

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/** Finds the offset of a finding in a document; for a missing value, that of the nearest parent. */
export const placesIn =
  (document: Document, targets: Targets, pairsOf: PairsOf) =>
  ({ path, at }: Finding): number => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, part] of path.entries()) {
      node = target(node, targets);
      if (isMap(node)) {
        const pair = pairsOf(node).get(String(part));
        if (pair === undefined) return offset;
        node = pair.value;
        const wanted = at === 'value' && depth === path.length - 1 ? (node ?? pair.key) : pair.key;
        offset = startOf(wanted) ?? offset;
      } else if (isSeq(node)) {
        node = node.items[Number(part)] ?? null;
        offset = startOf(node) ?? offset;
      } else return offset;
    }
    return offset;
  };
