import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  claimsJsonSchema,
  playbookJsonSchema,
  testbedJsonSchema,
} from '../../src/config/json-schema.js';
import { shipped } from './shipped.js';

const FILES = [
  { kind: 'testbed', folder: 'testbeds', schema: testbedJsonSchema() },
  { kind: 'playbook', folder: 'playbooks', schema: playbookJsonSchema() },
  { kind: 'claims', folder: 'claims', schema: claimsJsonSchema() },
] as const;

type Node = Readonly<Record<string, unknown>>;

/** Every part of a JSON Schema, with its place. */
const parts = (value: unknown, place: string): { place: string; node: Node }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => parts(each, `${place}/${key}`));
  return Array.isArray(value) ? inner : [{ place, node: value as Node }, ...inner];
};

const isText = (value: unknown): boolean => typeof value === 'string' && value.length > 3;

describe.each(FILES)('the JSON Schema of a $kind', ({ kind, folder, schema }) => {
  const all = parts(schema, '');

  it(`is the one in ${folder}: npm run schemas writes it anew`, () => {
    const file = new URL(`../../${folder}/${kind}.schema.json`, import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it('says what every key means', () => {
    const keys = all.flatMap(({ place, node }) =>
      Object.entries((node.properties ?? {}) as Record<string, Node>).map(([key, of]) => ({
        key: `${place}/${key}`,
        description: of.description,
      })),
    );
    expect(keys.length).toBeGreaterThan(20);
    const silent = keys.filter(({ description }) => !isText(description));
    expect(silent.map(({ key }) => key)).toEqual([]);
  });

  it('says what every value of a choice means', () => {
    const choices = all.filter(({ node }) => Array.isArray(node.enum));
    expect(choices.length).toBeGreaterThan(2);
    const silent = choices.filter(({ node }) => {
      const meanings = node.enumDescriptions;
      if (!Array.isArray(meanings)) return true;
      return meanings.length !== (node.enum as unknown[]).length || !meanings.every(isText);
    });
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  it.each(shipped(folder))(`is named in the first line of ${folder}/%s`, (_, text) => {
    const [first] = text.split('\n');
    expect(first).toBe(`# yaml-language-server: $schema=./${kind}.schema.json`);
  });
});
