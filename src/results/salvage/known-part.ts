import type { z } from 'zod';

/** Parses a value: a schema, or a more tolerant one. */
export interface Parser<Value> {
  readonly safeParse: (value: unknown) => z.ZodSafeParseResult<Value>;
}

type Path = readonly PropertyKey[];

/** A value without some keys of the object at a path. */
const without = (value: unknown, path: Path, keys: readonly string[]): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const [first, ...rest] = path;
  if (first === undefined) {
    return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) =>
      index === Number(first) ? without(each, rest, keys) : each,
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [
      key,
      key === first ? without(each, rest, keys) : each,
    ]),
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
      for (const { path, keys } of unknown) {
        known = without(known, path, keys);
        places.push(...keys.map((key) => placeOf(path, key)));
      }
    }
  },
});
