import { z } from 'zod';
import { claimsSchema } from '../claims/claims.js';
import { playbookSchema } from './playbook.js';
import { testbedSchema } from './testbed/testbed-file.js';

/** A key with one possible value, such as `test: throughput`, gets the description of its mapping. */
const describeTags = ({ properties, description }: z.core.JSONSchema.BaseSchema): void => {
  if (description === undefined) return;
  for (const property of Object.values(properties ?? {})) {
    if (typeof property === 'object' && 'const' in property) property.description ??= description;
  }
};

const jsonSchema = (schema: z.ZodType, id: string, title: string): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      describeTags(jsonSchema);
    },
  });
  return { $schema, $id: `urn:vrbench:${id}:1`, title, ...rest };
};

/** The JSON Schema (draft 2020-12) of a testbed file, for editors. Rules between fields are not in it. */
export const testbedJsonSchema = () => jsonSchema(testbedSchema, 'testbed', 'vrbench testbed');

/** The JSON Schema (draft 2020-12) of a playbook file, for editors. Rules between fields are not in it. */
export const playbookJsonSchema = () => jsonSchema(playbookSchema, 'playbook', 'vrbench playbook');

/** The JSON Schema (draft 2020-12) of a claims file, for editors. Rules between fields are not in it. */
export const claimsJsonSchema = () => jsonSchema(claimsSchema, 'claims', 'vrbench claims');
