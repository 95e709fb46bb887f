import { isAlias, isMap, isNode, isSeq, type Alias, type Document, type Node } from 'yaml';
import { excerpt } from '../excerpt.js';
import type { Fault } from './fault.js';
import { MOST_LEVELS, MOST_VALUES } from './limits.js';

/** The nodes that aliases refer to. */
export type Targets = ReadonlyMap<Alias, Node>;

/** A node, or the target of an alias. */
export const target = (node: unknown, targets: Targets): unknown =>
  isAlias(node) ? targets.get(node) : node;

/** The size of a value with its aliases expanded. */
interface Extent {
  readonly values: number;
  readonly levels: number;
}

const ONE: Extent = { values: 1, levels: 0 };

/** A node with an anchor; without an extent it is still being read, so an alias to it would be inside it. */
interface Anchored {
  readonly node: Node;
  readonly extent?: Extent;
}

const childrenOf = (node: Node): readonly unknown[] => {
  if (isMap(node)) return node.items.flatMap(({ key, value }) => [key, value]);
  return isSeq(node) ? node.items : [];
};

/**
 * Resolves the aliases of a document. Faults are aliases without an anchor, aliases inside their own target,
 * and aliases whose expansion exceeds the limits.
 */
export const resolveAliases = (
  document: Document,
): { readonly targets: Targets; readonly faults: readonly Fault[] } => {
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Anchored>();
  const faults: Fault[] = [];
  const wrong = (node: Node, message: string): Extent => {
    faults.push([node.range?.[0] ?? 0, message]);
    return ONE;
  };
  const ofAlias = (alias: Alias): Extent => {
    const name = excerpt(alias.source);
    const anchored = anchors.get(alias.source);
    if (anchored === undefined) return wrong(alias, `no anchor '&${name}' comes before this alias`);
    if (anchored.extent === undefined) {
      return wrong(alias, `this alias is inside its own anchor '&${name}'`);
    }
    targets.set(alias, anchored.node);
    return anchored.extent;
  };
  const extentOf = (node: Node): Extent => {
    if (isAlias(node)) return ofAlias(node);
    const { anchor } = node as { readonly anchor?: string };
    if (anchor !== undefined) anchors.set(anchor, { node });
    let [values, levels] = [1, 0];
    for (const child of childrenOf(node)) {
      const inner = isNode(child) ? extentOf(child) : ONE;
      [values, levels] = [values + inner.values, Math.max(levels, inner.levels + 1)];
      if (values <= MOST_VALUES && levels <= MOST_LEVELS) continue;
      const message = `aliases repeat too much: expanded, there are more than ${MOST_VALUES} values, or ${MOST_LEVELS} levels`;
      const place = isNode(child) ? child : node;
      // One fault is enough: do not report the parents of this value, too.
      [values, levels] = [1, 0];
      wrong(place, message);
      break;
    }
    if (anchor !== undefined) anchors.set(anchor, { node, extent: { values, levels } });
    return { values, levels };
  };
  if (document.contents !== null) extentOf(document.contents);
  return { targets, faults };
};
