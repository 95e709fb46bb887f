import { z } from 'zod';
import { runSchema } from './schema.js';

/** The JSON Schema (draft 2020-12) of run.json, for readers of an archive in any language. */
export const runJsonSchema = (): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(runSchema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id: 'urn:vrbench:run:3', title: 'vrbench run', ...rest };
};
