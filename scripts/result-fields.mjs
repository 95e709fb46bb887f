// Writes the tables of docs/results.md: every field, from the schemas, and the columns of the CSV: npm run docs:results
import { readFile, writeFile } from 'node:fs/promises';
import { URL } from 'node:url';
import { columnTable } from '../dist/report/export/trial-columns.js';
import { fieldsOf, fieldTable } from '../dist/results/contract/fields.js';
import { runJsonSchema, runSetJsonSchema, trialJsonSchema } from '../dist/results/json-schema.js';

const DOCUMENT = new URL('../docs/results.md', import.meta.url);

/** Columns as wide as their longest cell would be most of the page. */
const UNPADDED = {
  begin: '<!-- prettier-ignore-start -->',
  end: '<!-- prettier-ignore-end -->',
};

/** A text with what stands between two marks replaced. */
const replaced = (text, mark, inner) => {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [before, rest] = text.split(begin);
  const [, after] = rest.split(end);
  return `${before}${begin}\n${UNPADDED.begin}\n\n${inner}\n${UNPADDED.end}\n${end}${after}`;
};

const tables = [
  ['run.json', runJsonSchema()],
  ['trials.ndjson, each line', trialJsonSchema()],
  ['set.json', runSetJsonSchema()],
].map(([title, schema]) => `### ${title}\n\n${fieldTable(fieldsOf(schema))}\n`);

const text = await readFile(DOCUMENT, 'utf8');
const columns = replaced(text, 'columns', `${columnTable()}\n`);
await writeFile(DOCUMENT, replaced(columns, 'fields', tables.join('\n')));
