import { closest, distance } from 'fastest-levenshtein';
import { excerpt } from './excerpt.js';

/** Longer texts are no mistyped names; to compare texts takes the product of their lengths. */
const LONGEST_NAME = 64;

/** The valid name nearest to a mistyped one; none when more than a third of its letters differ. */
export const nearestName = (given: string, valid: readonly string[]): string | undefined => {
  if (valid.length === 0 || given.length > LONGEST_NAME) return undefined;
  const nearest = closest(given, valid);
  const near = Math.max(1, Math.floor(given.length / 3));
  return distance(given, nearest) <= near ? nearest : undefined;
};

/** The most valid names that a message lists. */
const MOST_LISTED = 40;

const listed = (names: readonly string[]): string => {
  const more = names.length - MOST_LISTED;
  const first = more <= 0 ? names : [...names.slice(0, MOST_LISTED), `and ${more} more`];
  return `(${first.join(', ')})`;
};

/** `unknown port 'gne0'; did you mean 'gen0'? (gen0, gen1)` */
export const unknownName = (kind: string, given: string, valid: readonly string[]): string => {
  const unknown = `unknown ${kind} '${excerpt(given)}'`;
  if (valid.length === 0) return `${unknown}; there are none`;
  const nearest = nearestName(given, valid);
  const hint = nearest === undefined ? '; expected one of' : `; did you mean '${nearest}'?`;
  return `${unknown}${hint} ${listed(valid)}`;
};
