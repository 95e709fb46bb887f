import { atValue, type Finding } from './finding.js';

/** Every value of a list that is in it already. @param path of the list */
export const repeatedValues = (
  values: readonly (string | number)[],
  path: readonly PropertyKey[],
): Finding[] => {
  const firsts = new Map<string | number, number>();
  return values.flatMap((value, index) => {
    const first = firsts.get(value);
    if (first !== undefined) {
      return [atValue([...path, index], `'${value}' is in the list already, at [${first}]`)];
    }
    firsts.set(value, index);
    return [];
  });
};
