import { atValue, type Finding } from './finding.js';

/** Every value of a list that is in it already. @param path of the list */
export const repeatedValues = (
  values: readonly (string | number)[],
  path: readonly PropertyKey[],
): Finding[] =>
  values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (first === index) return [];
    return [atValue([...path, index], `'${value}' is in the list already, at [${first}]`)];
  });
