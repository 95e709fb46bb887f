import { z } from 'zod';
import { atKey, atValue, pathText, type Finding } from './finding.js';
import { unknownName } from './names.js';
import { RENAMED_KEYS } from './renamed-keys.js';
import { wording } from './wording.js';

/** A value that matches its schema, or all findings against it. */
export type SchemaResult<Data> =
  | { readonly valid: true; readonly data: Data }
  | { readonly valid: false; readonly findings: readonly Finding[] };

/** Whether a branch is a choice of names: text that is not a list is compared with them. */
const isAboutNames = (branch: readonly z.core.$ZodIssue[]): boolean =>
  branch.some(({ code, path }) => path.length === 0 && code === 'invalid_value');

/**
 * For a union without a discriminator, such as a name or a mapping, the issues of the branch that has the
 * type of the value, or else of the first; other issues are unchanged.
 */
const chosenBranch = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union' || 'discriminator' in issue) return [issue];
  const fits = (branch: readonly z.core.$ZodIssue[]): boolean =>
    !branch.some(
      ({ code, path }) =>
        path.length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
    );
  const names = typeof issue.input === 'string' ? issue.errors.find(isAboutNames) : undefined;
  const branch = issue.errors.find(fits) ?? names ?? issue.errors[0] ?? [];
  // A branch may be a union itself.
  return branch.flatMap((inner) =>
    chosenBranch({ ...inner, path: [...issue.path, ...inner.path] }),
  );
};

/** A mapping's valid keys, and the new names of renamed ones. */
interface Keys {
  readonly valid: readonly string[];
  readonly renamed: Readonly<Record<string, string>>;
}

const aboutKey = (path: readonly PropertyKey[], key: string, { valid, renamed }: Keys): Finding => {
  const name = renamed[key];
  const message = name === undefined ? unknownName('key', key, valid) : `renamed: use ${name}`;
  return atKey([...path, key], message);
};

/**
 * Parses a value. Each deviation is a finding; so is each unknown key, with the nearest valid one. A key
 * present under its old name is not also reported as missing.
 */
export const checkSchema = <Data>(schema: z.ZodType<Data>, value: unknown): SchemaResult<Data> => {
  // Issues do not list the valid keys; raw issues have the object's schema.
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
  const presentByOldName = new Set<string>();
  const findings = result.error.issues.flatMap(chosenBranch).flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys') {
      const keys = keysOf.get(issue.input) ?? { valid: [], renamed: {} };
      for (const key of issue.keys) {
        presentByOldName.add(pathText([...issue.path, keys.renamed[key] ?? key]));
      }
      return issue.keys.map((key) => aboutKey(issue.path, key, keys));
    }
    const find = issue.code === 'invalid_key' ? atKey : atValue;
    return [find(issue.path, issue.message)];
  });
  const isMissing = ({ at, path }: Finding) =>
    at === 'value' && presentByOldName.has(pathText(path));
  return { valid: false, findings: findings.filter((finding) => !isMissing(finding)) };
};
