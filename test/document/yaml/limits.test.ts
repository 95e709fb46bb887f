import { describe, expect, it } from 'vitest';
import {
  MOST_CHARACTERS,
  MOST_LEVELS,
  MOST_TOKENS,
  tooLong,
} from '../../../src/document/yaml/limits.js';
import { readYaml } from '../../../src/document/yaml/read.js';

const faultsOf = (text: string): readonly string[] =>
  readYaml(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

const many = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join('');

describe('a text that would take too long to read', () => {
  it.each([
    ['keys of a mapping', many(20_000, (index) => `k${index}: 1\n`)],
    ['keys in braces', `a: {${many(20_000, (index) => `k${index}: 1, `)}}\n`],
    ['items of a list', `a: [${many(70_000, () => 'x, ')}]\n`],
    ['items on lines of their own', many(70_000, () => '- x\n')],
    ['aliases', `a: &a 1\nb: [${many(50_000, () => '*a, ')}]\n`],
    ['comments', many(100_000, () => '#\n')],
    ['brackets', '['.repeat(100_000)],
    ['documents', many(100_000, () => '---\n')],
  ])('%s: is counted, and refused where it becomes too much', (_, text) => {
    const [fault, ...others] = faultsOf(text);
    expect(others).toEqual([]);
    expect(fault).toMatch(/^\d+:\d+ the file is too large: here it exceeds \d+ words/);
  });

  it('names the position where it exceeds the limit', () => {
    const [offset = 0] = tooLong('- x\n'.repeat(MOST_TOKENS)) ?? [];
    // A dash, a blank, the mark before a scalar, the scalar and the end of the line.
    expect(Math.abs(offset / 4 - MOST_TOKENS / 5)).toBeLessThan(2);
  });

  it('has too many characters of any kind', () => {
    const text = `a: ${'x'.repeat(MOST_CHARACTERS)}`;
    expect(faultsOf(text)).toEqual([
      `1:1 the file has ${MOST_CHARACTERS + 3} characters; at most ${MOST_CHARACTERS} are read`,
    ]);
    expect(faultsOf(text.slice(0, MOST_CHARACTERS))).toEqual([]);
  });

  it('is larger than one with a thousand routers, or some thousand loads', () => {
    expect(faultsOf(many(1000, (index) => `- { router: ${index}, share: 1 }\n`))).toEqual([]);
    expect(faultsOf(`[${many(8000, (index) => `${index} pps, `)}]`)).toEqual([]);
  });
});

describe('nesting', () => {
  it.each([
    ['lists', '['.repeat(5000)],
    ['closed lists', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['mappings', '{a: '.repeat(5000)],
    ['dashes', '- '.repeat(5000)],
    ['complex keys', '? '.repeat(5000)],
    ['keys of keys', ': '.repeat(5000)],
    ['indents', many(200, (depth) => `${' '.repeat(depth)}a:\n`)],
  ])('of %s has a limit: the parser calls itself', (_, text) => {
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^\d+:\d+ lists and mappings are nested deeper than 50 levels here$/),
    ]);
  });

  it('is allowed up to the limit', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
    expect(faultsOf(nested(MOST_LEVELS - 1))).toEqual([]);
    expect(faultsOf(nested(MOST_LEVELS + 1))).toHaveLength(1);
  });
});
