import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/results/contract/fields.js';
import {
  runJsonSchema,
  runSetJsonSchema,
  trialJsonSchema,
} from '../../../src/results/json-schema.js';

const text = readFileSync(new URL('../../../docs/results.md', import.meta.url), 'utf8');
const [, fields = ''] = text.split('<!-- fields -->');

/** The cells of each row, without padding. */
const rows = fields
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );

describe('docs/results.md', () => {
  it('lists every field of the archive according to the schemas', () => {
    const expected = [runJsonSchema(), trialJsonSchema(), runSetJsonSchema()]
      .flatMap(fieldsOf)
      .map(({ path, unit }) => [`\`${path}\``, unit]);
    expect(expected.length).toBeGreaterThan(200);
    expect(rows.map(([path, , unit]) => [path, unit])).toEqual(expected);
  });

  it('says what each means', () => {
    const unsaid = rows.filter((row) => /^(;.*)?$/.test(row.at(-1) ?? ''));
    expect(unsaid.map(([path]) => path)).toEqual([]);
  });
});

describe('fieldsOf', () => {
  it('lists unit, presence and condition of each field', () => {
    const schema = {
      properties: {
        wall: { type: 'integer', description: 'All of it, in ns' },
        result: {
          oneOf: [
            { properties: { test: { const: 'a' }, x: { type: 'string' } }, required: ['test'] },
            { properties: { test: { const: 'b' } }, required: ['test'] },
          ],
        },
      },
      required: ['wall'],
    };
    expect(fieldsOf(schema)).toMatchObject([
      { path: 'wall', type: 'integer', unit: 'ns', presence: 'always', meaning: 'All of it' },
      { path: 'result', presence: 'not always' },
      { path: 'result.test', type: '`a`, `b`' },
      { path: 'result.x', presence: 'not always, where `test` is `a`' },
    ]);
  });

  it('describes an object that occurs several times once', () => {
    const machine = (description: string) => ({
      description,
      properties: Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, { type: 'string' }])),
    });
    const schema = { properties: { dut: machine('The DUT'), sink: machine('The sink') } };
    expect(fieldsOf(schema).map(({ path }) => path)).toEqual([
      ...['dut', 'dut.a', 'dut.b', 'dut.c', 'dut.d'],
      'sink',
    ]);
    expect(fieldsOf(schema).at(-1)?.meaning).toBe('The sink; its fields are those of `dut`');
  });
});
