import { ALL_TESTS } from '../tests/index.js';
import type { ChosenRun } from './choices.js';
import { ISOLATION } from './isolation.js';
import type { Conformance } from './conformance-schema.js';
import type { Requirement } from './requirement.js';
import { SETUP } from './setup.js';
import { TRAFFIC } from './traffic.js';
import { TRIAL } from './trial.js';

/** The number of the document, RFC 2544 first as the oldest, then its section's numbers. */
const place = ({ section }: Requirement): readonly number[] => {
  const [, document = '2544', numbers = ''] = /^(?:RFC (\d+), )?([\d.]+)$/.exec(section) ?? [];
  return [document === '2544' ? 0 : Number(document), ...numbers.split('.').map(Number)];
};

const byPlace = (one: Requirement, other: Requirement): number => {
  const [first, second] = [place(one), place(other)];
  const at = first.findIndex((number, index) => number !== second[index]);
  // A section comes before its subsections.
  return at < 0 ? first.length - second.length : (first[at] ?? 0) - (second[at] ?? -1);
};

/**
 * How a run conforms to RFC 2544 and its updates, document by document and
 * section by section.
 */
export const conformanceOf = ({ choices, specs }: ChosenRun): readonly Conformance[] => {
  const ofTests = ALL_TESTS.flatMap((test) =>
    test.conformance(specs.filter((spec) => spec.test === test.name)),
  );
  return [...SETUP, ...TRAFFIC, ...TRIAL, ...ISOLATION, ...ofTests]
    .toSorted(byPlace)
    .map(({ verdict, ...rest }) => ({ ...rest, ...verdict(choices) }));
};
