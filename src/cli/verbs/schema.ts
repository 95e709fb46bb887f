import { Argument, Command, Option } from '@commander-js/extra-typings';
import {
  claimsJsonSchema,
  playbookJsonSchema,
  testbedJsonSchema,
} from '../../config/json-schema.js';
import { fieldsOf, fieldTable } from '../../results/contract/fields.js';
import { runJsonSchema, runSetJsonSchema, trialJsonSchema } from '../../results/json-schema.js';
import { print, printJson, type Io } from '../io.js';

const SCHEMAS = {
  testbed: testbedJsonSchema,
  playbook: playbookJsonSchema,
  claims: claimsJsonSchema,
  run: runJsonSchema,
  trial: trialJsonSchema,
  set: runSetJsonSchema,
};
const KINDS = [
  ...(['testbed', 'playbook', 'claims', 'run', 'trial', 'set'] as const),
] satisfies (keyof typeof SCHEMAS)[];

/** `vrbench schema`: the JSON Schema of a kind of file, for editors and for readers of an archive. */
export const schemaVerb = (io: Io) =>
  new Command('schema')
    .description('print the JSON Schema of a kind of file')
    .addArgument(new Argument('<kind>', 'which').choices(KINDS))
    .addOption(new Option('--markdown', 'every field as a row of a table').conflicts('json'))
    .option('--json', 'the default: a schema is JSON')
    .action((kind, { markdown }) => {
      const schema = SCHEMAS[kind]();
      if (markdown === true) print(io, fieldTable(fieldsOf(schema)));
      else printJson(io, schema);
    });
