import { z } from 'zod';
import { ParseFailure } from './parse-failure.js';

/**
 * JSON printed by a tool such as `ip -j`, checked against a schema. No output at all is an empty
 * list: iproute2 prints nothing, or `[]`, when it has nothing to show.
 * @throws ParseFailure with the path of the first mismatch
 */
export const parseJsonText = <T>(
  schema: z.ZodType<T>,
  source: string,
  text: string,
  where?: string,
): T => {
  let value: unknown;
  try {
    value = text.trim() === '' ? [] : JSON.parse(text);
  } catch (cause) {
    throw new ParseFailure({ source, expected: 'JSON', text, where, cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'another structure' };
  throw new ParseFailure({
    source,
    expected: `JSON of the known structure (at ${path.join('.') || 'the top level'}: ${message})`,
    text,
    where,
    cause: parsed.error,
  });
};
