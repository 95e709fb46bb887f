import { z } from 'zod';
import { atKey, atValue, pathText, type Finding } from './finding.js';
import { unknownName } from './names.js';
import { RENAMED_KEYS } from './renamed-keys.js';
import { wording } from './wording.js';

/** A value that has its schema's form, or everything that keeps it from having it. */
export type SchemaVerdict<Data> =
  | { readonly valid: true; readonly data: Data }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/**
 * Of a union without a tag, such as a name or a mapping, the problems of the branch whose form the
 * value has, or else of the first; every other issue as it is.
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

/** What a mapping's keys may be, and what some of them were called once. */
interface Keys {
  readonly valid: readonly string[];
  readonly renamed: Readonly<Record<string, string>>;
}

const aboutKey = (path: readonly PropertyKey[], key: string, { valid, renamed }: Keys): Finding => {
  const name = renamed[key];
  const message = name === undefined ? unknownName('key', key, valid) : `renamed: write ${name}`;
  return atKey([...path, key], message);
};

/**
 * Parses a value. Every deviation is one finding: each unknown key is one of its own, with the
 * nearest valid key. A key that is there by its old name is not missing as well.
 */
export const checkSchema = <Data>(schema: z.ZodType<Data>, value: unknown): SchemaVerdict<Data> => {
  // An issue does not say which keys would have been valid; its raw form knows the object's schema.
  const keysOf = new Map<unknown, Keys>();
  const result = schema.safeParse(value, {
    reportInput: true,
    error: (issue) => {
      if (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject) {
        const valid = Object.keys(issue.inst.shape).filter((key) => key !== '$schema');
        keysOf.set(issue.input, { valid, renamed: RENAMED_KEYS.get(issue.inst) ?? {} });
      }
      return wording(issue);
    },
  });
  if (result.success) return { valid: true, data: result.data };
  const byOldName = new Set<string>();
  const findings = result.error.issues.flatMap(chosenBranch).flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys') {
      const keys = keysOf.get(issue.input) ?? { valid: [], renamed: {} };
      for (const key of issue.keys) {
        byOldName.add(pathText([...issue.path, keys.renamed[key] ?? key]));
      }
      return issue.keys.map((key) => aboutKey(issue.path, key, keys));
    }
    const find = issue.code === 'invalid_key' ? atKey : atValue;
    return [find(issue.path, issue.message)];
  });
  const isMissing = ({ at, path }: Finding) => at === 'value' && byOldName.has(pathText(path));
  return { valid: false, findings: findings.filter((finding) => !isMissing(finding)) };
};
