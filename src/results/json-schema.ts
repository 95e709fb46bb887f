import { z } from 'zod';
import { runSchema } from './schema.js';
import { trialRecordSchema } from './trial-schema.js';

const jsonSchema = (schema: z.ZodType, id: string, title: string): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id: `urn:vrbench:${id}:3`, title, ...rest };
};

/** The JSON Schema (draft 2020-12) of run.json, for readers of an archive in any language. */
export const runJsonSchema = () => jsonSchema(runSchema, 'run', 'vrbench run');

/** The JSON Schema (draft 2020-12) of a line of trials.ndjson. */
export const trialJsonSchema = () => jsonSchema(trialRecordSchema, 'trial', 'vrbench trial');
