const LINE = /^\s*([^:]+?):\s*(.*?)\s*$/;

/**
 * The values that ethtool prints, one a line, by the name before the colon. Other lines, such as those of
 * a list that goes on, are left out.
 */
export const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line): [string, string][] => {
      const [, name, value] = LINE.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );

/** A number printed by ethtool; null for `n/a`, and if there is no such line. */
export const numberOf = (value: string | undefined): number | null =>
  value !== undefined && /^\d+$/.test(value) ? Number(value) : null;

/** `on` or `off`; undefined for `n/a`, and if there is no such line. */
export const switchOf = (value: string | undefined): boolean | undefined => {
  if (value === 'on') return true;
  return value === 'off' ? false : undefined;
};
