import { pps, type Pps } from '../model/units.js';

/** A load given as a rate. */
export interface GivenLoad {
  readonly kind: 'given';
  readonly load: Pps;
}

/** A load in proportion to the throughput of the run's reference. */
export interface Proportion {
  readonly kind: 'proportion';
  /** Of the throughput: 0.8 for 80 %. */
  readonly ratio: number;
}

/** A load as written in a playbook. */
export type StatedLoad = GivenLoad | Proportion;

type Plain = string | number | boolean | null | undefined;

/** Playbook content with every load as a rate. */
export type WithRates<Stated> = Stated extends Plain
  ? Stated
  : Stated extends StatedLoad
    ? Pps
    : { [Key in keyof Stated]: WithRates<Stated[Key]> };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isStatedLoad = (value: object): value is StatedLoad =>
  'kind' in value &&
  ((value.kind === 'given' && 'load' in value) ||
    (value.kind === 'proportion' && 'ratio' in value));

/** The rate of a load. @param reference the throughput that proportions refer to */
const rateOf = (stated: StatedLoad, reference: Pps): Pps =>
  stated.kind === 'given' ? stated.load : pps(stated.ratio * reference);

const replaced = (value: unknown, reference: Pps): unknown => {
  if (!isObject(value)) return value;
  if (isStatedLoad(value)) return rateOf(value, reference);
  if (Array.isArray(value)) return value.map((each) => replaced(each, reference));
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, replaced(each, reference)]),
  );
};

/**
 * Playbook content with every load, at any depth, replaced by its rate.
 * @param reference the throughput that proportions refer to
 */
export const withRates = <Stated>(stated: Stated, reference: Pps): WithRates<Stated> =>
  // The type is the same replacement, which the compiler cannot follow.
  replaced(stated, reference) as WithRates<Stated>;

/** A proportion with its path. */
export interface PlacedProportion {
  readonly path: readonly PropertyKey[];
  readonly ratio: number;
}

/** All proportions in playbook content, in its order. @param path of the value */
export const proportionsIn = (
  value: unknown,
  path: readonly PropertyKey[] = [],
): readonly PlacedProportion[] => {
  if (!isObject(value)) return [];
  if (isStatedLoad(value)) {
    return value.kind === 'proportion' ? [{ path, ratio: value.ratio }] : [];
  }
  const entries: readonly (readonly [PropertyKey, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : Object.entries(value);
  return entries.flatMap(([key, each]) => proportionsIn(each, [...path, key]));
};
