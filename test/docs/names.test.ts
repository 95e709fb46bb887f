import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATA_PLANES } from '../../src/model/data-plane.js';
import { MODIFIERS } from '../../src/model/modifier.js';
import { ALL_TESTS } from '../../src/rfc2544/tests/index.js';

const urlOf = (name: string): URL => new URL(`../../${name}`, import.meta.url);

const missingIn = (page: string, names: readonly string[]): readonly string[] => {
  const text = readFileSync(urlOf(page), 'utf8');
  return names.filter((name) => !text.includes(`\`${name}\``));
};

describe('documents', () => {
  it('name every data plane', () => {
    expect(missingIn('docs/getting-started.md', DATA_PLANES)).toEqual([]);
  });

  it('name every test and modifier that a playbook can ask for', () => {
    const tests = ALL_TESTS.map(({ name }) => name);
    const modifiers = MODIFIERS.filter((name) => name !== 'none');
    expect(missingIn('docs/your-own-machines.md', [...tests, ...modifiers])).toEqual([]);
  });

  it('name every shipped testbed', () => {
    const testbeds = readdirSync(urlOf('testbeds')).filter((name) => name.endsWith('.yaml'));
    expect(missingIn('docs/getting-started.md', testbeds)).toEqual([]);
  });
});
