import { Argument, Command } from '@commander-js/extra-typings';
import {
  claimsJsonSchema,
  playbookJsonSchema,
  testbedJsonSchema,
} from '../../config/json-schema.js';
import { runJsonSchema, trialJsonSchema } from '../../results/json-schema.js';
import { printJson, type Io } from '../io.js';

const SCHEMAS = {
  testbed: testbedJsonSchema,
  playbook: playbookJsonSchema,
  claims: claimsJsonSchema,
  run: runJsonSchema,
  trial: trialJsonSchema,
};
const KINDS = [
  'testbed',
  'playbook',
  'claims',
  'run',
  'trial',
] as const satisfies (keyof typeof SCHEMAS)[];

/** `vrbench schema`: the JSON Schema of a kind of file, for editors and for readers of an archive. */
export const schemaVerb = (io: Io) =>
  new Command('schema')
    .description('print the JSON Schema of a kind of file')
    .addArgument(new Argument('<kind>', 'which').choices(KINDS))
    .option('--json', 'the default: a schema is JSON')
    .action((kind) => {
      printJson(io, SCHEMAS[kind]());
    });
