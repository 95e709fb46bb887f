import { groupBy } from '../model/group-by.js';
import type { SetupFact } from './setup/fact.js';
import { setupFactsOf, type MeasuredOn } from './setup/facts.js';

export type { MeasuredOn } from './setup/facts.js';

/** A difference between the setups of two runs. */
export interface SetupDifference {
  /** `kernel`, `driver`, `offload generic-receive-offload`. */
  readonly what: string;
  /** The roles, ports or modules with this difference, separated by commas: `generator, dut`. */
  readonly where: string;
  /** Its value in the first run. For a port or module that only one has: `present`, `yes` and `no`. */
  readonly one: string;
  /** Its value in the second run. */
  readonly other: string;
}

const placesOf = (facts: readonly SetupFact[]): ReadonlySet<string> =>
  new Set(facts.map(({ where }) => where));

/** Places of the first that the second lacks. */
const lacking = (facts: readonly SetupFact[], others: readonly SetupFact[]): readonly string[] =>
  [...placesOf(facts)].filter((where) => !placesOf(others).has(where));

const keyOf = ({ where, what }: SetupFact): string => JSON.stringify([where, what]);

const changed = (
  one: readonly SetupFact[],
  other: readonly SetupFact[],
): readonly SetupDifference[] => {
  const others = new Map(other.map((fact) => [keyOf(fact), fact.value]));
  return one.flatMap((fact): SetupDifference[] => {
    const value = others.get(keyOf(fact)) ?? null;
    // A value that was not read in one of them is not a known difference.
    if (fact.value === null || value === null || fact.value === value) return [];
    if (fact.incidental === true) return [];
    return [{ what: fact.what, where: fact.where, one: fact.value, other: value }];
  });
};

/** Merges equal differences of several places. */
const merged = (differences: readonly SetupDifference[]): readonly SetupDifference[] =>
  [
    ...groupBy(differences, ({ what, one, other }) => JSON.stringify([what, one, other])).values(),
  ].flatMap((alike): SetupDifference[] => {
    const [first] = alike;
    if (first === undefined) return [];
    return [{ ...first, where: alike.map(({ where }) => where).join(', ') }];
  });

const presence = (
  facts: readonly SetupFact[],
  others: readonly SetupFact[],
): readonly SetupDifference[] => [
  ...lacking(facts, others).map((where) => ({ what: 'present', where, one: 'yes', other: 'no' })),
  ...lacking(others, facts).map((where) => ({ what: 'present', where, one: 'no', other: 'yes' })),
];

/** A record without the sections that the other one lacks. */
const comparable = (record: MeasuredOn, other: MeasuredOn): MeasuredOn => ({
  setup: other.setup && record.setup,
  environment: other.environment && record.environment,
  controller: other.controller && record.controller,
  vrbench: other.vrbench && record.vrbench,
});

/**
 * The differences between the setups of two runs: kernels, modules, NICs and their settings, and if both
 * records have them, environment, controller and vrbench. Values that one of them did not read, or lacks
 * because it is of an earlier version, are not compared. Pure.
 */
export const setupDifferences = (
  one: MeasuredOn,
  other: MeasuredOn,
): readonly SetupDifference[] => {
  const facts = setupFactsOf(comparable(one, other));
  const others = setupFactsOf(comparable(other, one));
  return merged([...changed(facts, others), ...presence(facts, others)]);
};
