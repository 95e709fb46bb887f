import { pathText } from './finding.js';

/** A place of a document whose value is another one in a second document. */
export interface ValueChange {
  /** `trial.duration`, `procedures[0].intendedLoads[2]`; `the document` for all of it. */
  readonly place: string;
  /** As text; `absent` where the document has nothing there. */
  readonly before: string;
  readonly now: string;
}

const textOf = (value: unknown): string => {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Keys of both, those of the first in its order first. */
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
 * What differs between two documents of plain values, place by place. A key whose value is undefined counts
 * as absent; the order of keys does not count. Pure.
 */
export const changesBetween = (before: unknown, now: unknown): readonly ValueChange[] =>
  changesAt([], before, now);
