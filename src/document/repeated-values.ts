import { atValue, type Finding } from './finding.js';

/** Values that occur in a list more than once. @param path of the list */
export const repeatedValues = (
  values: readonly (string | number)[],
  path: readonly PropertyKey[],
): Finding[] => {
  const firsts = new Map<string | number, number>();
  return values.flatMap((value, index) => {
    const first = firsts.get(value);
    if (first !== undefined) {
      return [atValue([...path, index], `'${value}' is already in the list, at [${first}]`)];
    }
    firsts.set(value, index);
    return [];
  });
};
