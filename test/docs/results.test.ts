import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { runJsonSchema } from '../../src/results/json-schema.js';

it('docs/results.md names every key of run.json', () => {
  const text = readFileSync(new URL('../../docs/results.md', import.meta.url), 'utf8');
  const { properties } = z
    .object({ properties: z.record(z.string(), z.unknown()) })
    .parse(runJsonSchema());
  const keys = Object.keys(properties);
  expect(keys).toContain('conformance');
  expect(keys.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
});
