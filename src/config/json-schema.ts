import { z } from 'zod';
import { playbookSchema } from './playbook.js';
import { testbedSchema } from './testbed/testbed-file.js';

const jsonSchema = (schema: z.ZodType, id: string, title: string): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, $id: `urn:vrbench:${id}:1`, title, ...rest };
};

/** The JSON Schema (draft 2020-12) of a testbed file, for editors. It has the form, not the rules between fields. */
export const testbedJsonSchema = () => jsonSchema(testbedSchema, 'testbed', 'vrbench testbed');

/** The JSON Schema (draft 2020-12) of a playbook file, for editors. It has the form, not the rules between fields. */
export const playbookJsonSchema = () => jsonSchema(playbookSchema, 'playbook', 'vrbench playbook');
