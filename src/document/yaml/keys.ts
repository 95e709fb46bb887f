import type { Node, YAMLMap } from 'yaml';
import { excerpt } from '../excerpt.js';
import type { Fault } from './fault.js';
import { keyText } from './merges.js';

const problemOf = (text: string | undefined, before: ReadonlySet<string>): string | undefined => {
  if (text === undefined) return 'a key must be text, not a list, mapping or alias';
  // In JavaScript it names the prototype of an object, not a key.
  if (text === '__proto__') return "'__proto__' is not allowed as a key";
  return before.has(text) ? `the key '${excerpt(text)}' is given twice` : undefined;
};

/** Keys of a mapping that are not text, or duplicates. The parser itself would compare all pairs. */
export const wrongKeys = (map: YAMLMap): readonly Fault[] => {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }): Fault[] => {
    const text = keyText(key);
    const problem = problemOf(text, seen);
    if (text !== undefined) seen.add(text);
    const { range } = (key ?? map) as Node;
    return problem === undefined ? [] : [[range?.[0] ?? 0, problem]];
  });
};
