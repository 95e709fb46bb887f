// Writes the tables of every field into docs/results.md, from the schemas: npm run docs:results
import { readFile, writeFile } from 'node:fs/promises';
import { URL } from 'node:url';
import { fieldsOf, fieldTable } from '../dist/results/contract/fields.js';
import { runJsonSchema, runSetJsonSchema, trialJsonSchema } from '../dist/results/json-schema.js';

const DOCUMENT = new URL('../docs/results.md', import.meta.url);
const [BEGIN, END] = ['<!-- fields -->', '<!-- end of fields -->'];

const tables = [
  ['run.json', runJsonSchema()],
  ['trials.ndjson, each line', trialJsonSchema()],
  ['set.json', runSetJsonSchema()],
].map(([title, schema]) => `### ${title}\n\n${fieldTable(fieldsOf(schema))}\n`);

const text = await readFile(DOCUMENT, 'utf8');
const [before, rest] = text.split(BEGIN);
const [, after] = rest.split(END);
await writeFile(DOCUMENT, `${before}${BEGIN}\n\n${tables.join('\n')}\n${END}${after}`);
