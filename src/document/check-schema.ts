import { z } from 'zod';
import { atKey, atValue, type Finding } from './finding.js';
import { unknownName } from './names.js';
import { wording } from './wording.js';

/** A value that matches its schema, or all findings against it. */
export type SchemaResult<Data> =
  | { readonly valid: true; readonly data: Data }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * For a union without a discriminator, such as a name or a mapping, the issues of the branch whose
 * type the value has, or else of the first; any other issue as it is.
 */
const chosenBranch = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union' || 'discriminator' in issue) return [issue];
  const fits = (branch: readonly z.core.$ZodIssue[]): boolean =>
    !branch.some(
      ({ code, path }) =>
        path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
    );
  const branch = issue.errors.find(fits) ?? issue.errors[0] ?? [];
  return branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
};

/**
 * Parses a value. Each deviation is a finding; so is each unknown key, with the nearest valid one.
 */
export const checkSchema = <Data>(schema: z.ZodType<Data>, value: unknown): SchemaResult<Data> => {
  // Issues do not list the valid keys; raw issues have the object's schema.
  const keysOf = new Map<unknown, readonly string[]>();
  const result = schema.safeParse(value, {
    reportInput: true,
    error: (issue) => {
      if (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject) {
        keysOf.set(issue.input, Object.keys(issue.inst.shape));
      }
      return wording(issue);
    },
  });
  if (result.success) return { valid: true, data: result.data };
  const findings = result.error.issues.flatMap(chosenBranch).flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys') {
      const valid = (keysOf.get(issue.input) ?? []).filter((key) => key !== '$schema');
      return issue.keys.map((key) => atKey([...issue.path, key], unknownName('key', key, valid)));
    }
    const find = issue.code === 'invalid_key' ? atKey : atValue;
    return [find(issue.path, issue.message)];
  });
  return { valid: false, findings };
};
