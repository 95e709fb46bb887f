import { pathText } from './finding.js';

/** A position in a document whose value differs in a second document. */
export interface ValueChange {
  /** `trial.duration`, `procedures[0].intendedLoads[2]`; `the document` for the whole. */
  readonly place: string;
  /** As text; `absent` if the document has no value there. */
  readonly before: string;
  readonly now: string;
}

const textOf = (value: unknown): string => {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The keys of both; those of the first come first, in its order. */
const keysOf = (one: object, other: object): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

const changesAt = (
  path: readonly PropertyKey[],
  before: unknown,
  now: unknown,
): readonly ValueChange[] => {
  if (isParent(before) && isParent(now) && Array.isArray(before) === Array.isArray(now)) {
    const keyOf = (key: string): PropertyKey => (Array.isArray(before) ? Number(key) : key);
    return keysOf(before, now).flatMap((key) =>
      changesAt([...path, keyOf(key)], before[key], now[key]),
    );
  }
  if (Object.is(before, now)) return [];
  const place = pathText(path);
  return [
    { place: place === '' ? 'the document' : place, before: textOf(before), now: textOf(now) },
  ];
};

/**
 * The differences between two documents of plain values. A key whose value is undefined counts as absent;
 * the order of keys is ignored. Pure.
 */
export const changesBetween = (before: unknown, now: unknown): readonly ValueChange[] =>
  changesAt([], before, now);
