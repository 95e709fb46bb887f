import type { z } from 'zod';
import { excerpt } from './excerpt.js';
import { unknownName } from './names.js';

type Issue = z.core.$ZodRawIssue;

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** A value for a message. */
const shown = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `'${excerpt(value)}'`;
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : 'a mapping';
};

const unknownOption = (kind: string, given: unknown, options: readonly unknown[]): string => {
  const names = options.map(String);
  if (given === undefined) return `missing; expected one of (${names.join(', ')})`;
  if (typeof given === 'string') return unknownName(kind, given, names);
  return `expected one of (${names.join(', ')}), found ${shown(given)}`;
};

const bound = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string => {
  const [word, limit] =
    issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  if (issue.origin === 'array') return `expected ${word} ${limit} in the list`;
  if (issue.origin === 'string') return `expected ${word} ${limit} characters`;
  return `expected ${word} ${limit}, found ${shown(issue.input)}`;
};

/** The discriminator's value in the file. */
const tagOf = (input: unknown, tag: string): unknown =>
  typeof input === 'object' && input !== null ? Reflect.get(input, tag) : input;

/**
 * The message for an issue if the schema has no specific one; `undefined` leaves it to zod.
 */
export const wording = (issue: Issue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'missing';
      return `expected ${EXPECTED[issue.expected] ?? issue.expected}, found ${shown(issue.input)}`;
    case 'invalid_value':
      return unknownOption('value', issue.input, issue.values);
    case 'invalid_union': {
      if (!('discriminator' in issue) || typeof issue.discriminator !== 'string') return undefined;
      const options: unknown = Reflect.get(issue, 'options');
      const tag = issue.discriminator;
      return unknownOption(tag, tagOf(issue.input, tag), Array.isArray(options) ? options : []);
    }
    case 'invalid_key':
      return issue.issues[0]?.message;
    case 'too_small':
    case 'too_big':
      return bound(issue);
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return undefined;
  }
};

/** For `z.enum(…, { error })`: names the kind of an unknown value. */
export const unknown =
  (kind: string) =>
  (issue: Issue): string | undefined =>
    issue.code === 'invalid_value' ? unknownOption(kind, issue.input, issue.values) : undefined;

/** For `z.string({ error })`: a hint for a wrong value or type, but not for a missing value. */
export const expected =
  (hint: string) =>
  (issue: Issue): string | undefined =>
    issue.input === undefined ? undefined : `expected ${hint}, found ${shown(issue.input)}`;

/** A count with a noun: `2 ports`. */
export const plural = (count: number, name: string): string =>
  `${count} ${name}${count === 1 ? '' : 's'}`;
