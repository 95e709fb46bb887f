import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { runJsonSchema, trialJsonSchema } from '../../src/results/json-schema.js';

const text = readFileSync(new URL('../../docs/results.md', import.meta.url), 'utf8');

const object = z.object({ properties: z.record(z.string(), z.unknown()) });

it.each([
  ['run.json', runJsonSchema(), 'conformance'],
  ['a line of trials.ndjson', trialJsonSchema(), 'sequence'],
])('docs/results.md names every key of %s', (_, schema, one) => {
  const keys = Object.keys(object.parse(schema).properties);
  expect(keys).toContain(one);
  expect(keys.filter((key) => !text.includes(`\`${key}`))).toEqual([]);
});
