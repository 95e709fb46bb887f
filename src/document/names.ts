import { closest, distance } from 'fastest-levenshtein';

/** The valid name nearest to a mistyped one; none when more than a third of its letters differ. */
export const nearestName = (given: string, valid: readonly string[]): string | undefined => {
  if (valid.length === 0) return undefined;
  const nearest = closest(given, valid);
  const near = Math.max(1, Math.floor(given.length / 3));
  return distance(given, nearest) <= near ? nearest : undefined;
};

/** `unknown port 'gne0'; did you mean 'gen0'? (gen0, gen1)` */
export const unknownName = (kind: string, given: string, valid: readonly string[]): string => {
  if (valid.length === 0) return `unknown ${kind} '${given}'; there are none`;
  const nearest = nearestName(given, valid);
  const hint = nearest === undefined ? '; expected one of' : `; did you mean '${nearest}'?`;
  return `unknown ${kind} '${given}'${hint} (${valid.join(', ')})`;
};
