import type { z } from 'zod';
import { ParseFailure } from './parse-failure.js';

/** What printed a list, for messages. */
export interface ListSource {
  /** The command: `ip -j link`. */
  readonly source: string;
  readonly where?: string | undefined;
}

/** An object of a list, not checked yet: most describe devices that are not needed. */
export interface ListEntry {
  readonly members: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const UPGRADE = 'upgrade iproute2: from version 4.17 on it prints all of this as JSON';

/** The start of a list of objects, regardless of what precedes it. */
const LIST = /^\[\s*([[{\]]|null\b)/m;

/** The text between the brackets at the start of a text, split at commas; undefined if they are not closed. */
const partsOf = (text: string): readonly string[] | undefined => {
  const parts: string[] = [];
  let depth = 0;
  let start = 1;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quoted) {
      if (character === '\\') index += 1;
      quoted = character !== '"';
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth > 0) continue;
      parts.push(text.slice(start, index));
      return parts.filter((part) => part.trim() !== '');
    } else if (character === ',' && depth === 1) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object that are JSON, if not all of it is. */
const readableMembers = (text: string): Record<string, unknown> =>
  Object.fromEntries(
    (partsOf(text) ?? []).flatMap((part): [string, unknown][] => {
      const member = parsed(`{${part}}`);
      return isObject(member) ? Object.entries(member) : [];
    }),
  );

/**
 * The objects of a list that a tool of iproute2 printed as JSON. Each is parsed separately: tc prints the
 * options of some queueing disciplines as text, and a member that is not JSON is left out. No output
 * at all is an empty list: iproute2 prints nothing, or `[]`, when it has nothing to show.
 * @throws ParseFailure for other output: iproute2 before 4.17 prints routes as text, asked for JSON or not
 */
export const listEntries = (text: string, place: ListSource): readonly ListEntry[] => {
  const start = text.search(LIST);
  const parts = start < 0 ? undefined : partsOf(text.slice(start));
  if (parts === undefined) {
    if (text.trim() === '') return [];
    throw new ParseFailure({ ...place, expected: 'JSON', text, remedy: UPGRADE });
  }
  return parts.flatMap((part): ListEntry[] => {
    const value = parsed(part);
    if (isObject(value)) return [{ members: value, text: part }];
    return part.trim().startsWith('{')
      ? [{ members: readableMembers(part.trim()), text: part }]
      : [];
  });
};

/** The fields of an object that are needed. @throws ParseFailure that shows the object, with the path of the first mismatch */
export const readEntry = <T>(schema: z.ZodType<T>, entry: ListEntry, place: ListSource): T => {
  const result = schema.safeParse(entry.members);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0] ?? { path: [], message: 'another structure' };
  throw new ParseFailure({
    ...place,
    expected: `JSON of the known structure (at ${path.join('.') || 'the top level'}: ${message})`,
    text: entry.text,
    cause: result.error,
  });
};
