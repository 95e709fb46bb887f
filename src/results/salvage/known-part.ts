import type { z } from 'zod';

/** Parses a value: a schema, or a more tolerant one. */
export interface Parser<Value> {
  readonly safeParse: (value: unknown) => z.ZodSafeParseResult<Value>;
}

type Path = readonly PropertyKey[];

/** What is removed from a value: keys, and the same within its items or members, by their keys. */
interface Cut {
  readonly keys: Set<string>;
  readonly within: Map<string, Cut>;
}

const noCut = (): Cut => ({ keys: new Set(), within: new Map() });

/** The part of a cut at a path, created if it is not there. */
const cutAt = (whole: Cut, path: Path): Cut =>
  path.map(String).reduce((cut, key) => {
    const inner = cut.within.get(key) ?? noCut();
    cut.within.set(key, inner);
    return inner;
  }, whole);

/** A value without the keys of a cut: all at once, as there may be one in each of thousands of results. */
const without = (value: unknown, cut: Cut | undefined): unknown => {
  if (cut === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) => without(each, cut.within.get(String(index))));
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !cut.keys.has(key))
      .map(([key, each]: [string, unknown]) => [key, without(each, cut.within.get(key))]),
  );
};

const placeOf = (path: Path, key: string): string => [...path.map(String), key].join('.');

/**
 * Reads the part of a value that a schema knows: unknown keys are removed, such as those of a newer
 * version. Any other problem remains an error.
 * @param onLeftOut called with the paths of unknown keys, once for each value that has any
 */
export const knownPart = <Value>(
  schema: Parser<Value>,
  onLeftOut: (places: readonly string[]) => void,
): Parser<Value> => ({
  safeParse: (value) => {
    const places: string[] = [];
    let known = value;
    for (;;) {
      const parsed = schema.safeParse(known);
      if (parsed.success) {
        if (places.length > 0) onLeftOut(places);
        return parsed;
      }
      const { issues } = parsed.error;
      const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
      if (unknown.length === 0) return parsed;
      const cut = noCut();
      for (const { path, keys } of unknown) {
        const own = cutAt(cut, path).keys;
        for (const key of keys) {
          own.add(key);
          places.push(placeOf(path, key));
        }
      }
      known = without(known, cut);
    }
  },
});
