import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import { target, type Targets } from './aliases.js';
import type { Fault } from './fault.js';

/** A key `<<`, which the parser distinguishes from the text "<<". */
const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && typeof key.value === 'symbol' && key.value.description === '<<';

/** A key as text; undefined for a list, a mapping or an alias. */
export const keyText = (key: unknown): string | undefined => {
  if (!isScalar<string | number | boolean | null>(key)) return undefined;
  if (isMergeKey(key)) return '<<';
  return key.value === null ? '' : String(key.value);
};

/** What is merged into a mapping, in order of precedence. */
const mergedInto = (map: YAMLMap, targets: Targets): readonly unknown[] => {
  const pair = map.items.find(({ key }) => isMergeKey(key));
  if (pair === undefined) return [];
  const sources = target(pair.value, targets);
  return (isSeq(sources) ? sources.items : [sources]).map((source) => target(source, targets));
};

/** `<<` must merge a mapping, or a list of mappings. */
export const wrongMerge = (map: YAMLMap, targets: Targets): readonly Fault[] => {
  if (mergedInto(map, targets).every((each) => isMap(each))) return [];
  const { key } = map.items.find((pair) => isMergeKey(pair.key)) ?? {};
  const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
  return [[offset, '<< merges mappings: expected a mapping, *name, or a list of them']];
};

/** The pairs of a mapping by their keys, including merged ones. */
export type PairsOf = (map: YAMLMap) => ReadonlyMap<string, Pair>;

/** For the mappings of a document, each of which is read only once. */
export const pairsIn = (targets: Targets): PairsOf => {
  const known = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairsOf = (map: YAMLMap): ReadonlyMap<string, Pair> => {
    const before = known.get(map);
    if (before !== undefined) return before;
    const own = map.items.filter(({ key }) => !isMergeKey(key));
    const merged = mergedInto(map, targets).toReversed().filter(isMap);
    const pairs = new Map([
      // The mapping's own pairs take precedence, then the first merged mapping.
      ...merged.flatMap((each) => [...pairsOf(each)]),
      ...own.map((pair) => [keyText(pair.key) ?? '', pair] as const),
    ]);
    known.set(map, pairs);
    return pairs;
  };
  return pairsOf;
};
