import { z } from 'zod';
import { runSetSchema } from './run-set.js';
import { runSchema } from './schema.js';
import { trialRecordSchema } from './trial-schema.js';

const jsonSchema = (
  schema: z.ZodType,
  id: string,
  title: string,
  version = 3,
): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id: `urn:vrbench:${id}:${version}`, title, ...rest };
};

/** The JSON Schema (draft 2020-12) of run.json, for programs that read archives. */
export const runJsonSchema = () => jsonSchema(runSchema, 'run', 'vrbench run');

/** The JSON Schema (draft 2020-12) of a line of trials.ndjson. */
export const trialJsonSchema = () => jsonSchema(trialRecordSchema, 'trial', 'vrbench trial');

/** The JSON Schema (draft 2020-12) of set.json, which has its own version. */
export const runSetJsonSchema = () => jsonSchema(runSetSchema, 'set', 'vrbench set of runs', 1);
