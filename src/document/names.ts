import { closest, distance } from 'fastest-levenshtein';
import { excerpt } from './excerpt.js';

/** Longer texts are not mistyped names; comparing takes time in proportion to the product of the lengths. */
const LONGEST_NAME = 64;

/** The valid name nearest to a mistyped one; none if more than a third of its letters differ. */
export const nearestName = (given: string, valid: readonly string[]): string | undefined => {
  if (valid.length === 0 || given.length > LONGEST_NAME) return undefined;
  const nearest = closest(given, valid);
  const near = Math.max(1, Math.floor(given.length / 3));
  return distance(given, nearest) <= near ? nearest : undefined;
};

/** Maximum number of valid names listed in a message. */
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
