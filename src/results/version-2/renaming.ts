/** Renames keys of an object. @param names new names by old ones */
export const renaming =
  (names: Readonly<Record<string, string>>) =>
  (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([key, value]) => [names[key] ?? key, value]));
