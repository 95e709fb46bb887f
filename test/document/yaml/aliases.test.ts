import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/document/yaml/read.js';

const faultsOf = (text: string): readonly string[] =>
  readYaml(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

const TOO_MUCH = expect.stringContaining('aliases repeat too much') as unknown;

describe('aliases', () => {
  it('that expand exponentially are rejected without expanding them', () => {
    const laughs = Array.from({ length: 30 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array<string>(9).fill(inner).join(', ')}]\n`;
    });
    expect(faultsOf(laughs.join(''))[0]).toEqual(TOO_MUCH);
  });

  it('to one long list are rejected, too', () => {
    const list = `a: &a [${'x, '.repeat(300)}]\nb: [${'*a, '.repeat(300)}]\n`;
    expect(faultsOf(list)).toEqual([TOO_MUCH]);
  });

  it('that nest too deeply are rejected, too', () => {
    const chain = Array.from(
      { length: 100 },
      (_, level) => `l${level + 1}: &l${level + 1} [*l${level}]\n`,
    );
    expect(faultsOf(`l0: &l0 [x]\n${chain.join('')}`)[0]).toEqual(TOO_MUCH);
  });

  it.each([
    ['a: &a [*a]\n', '1:8'],
    ['a: &a { b: [1, *a] }\n', '1:16'],
  ])('within what they stand for have no value: %j', (text, place) => {
    expect(faultsOf(text)).toEqual([`${place} this alias is inside its own anchor '&a'`]);
  });

  it('refer to the last preceding anchor of their name', () => {
    const { value, faults } = readYaml('a: &x 1\nb: *x\nc: &x 2\nd: [*x, *x]\n');
    expect(faults).toEqual([]);
    expect(value).toEqual({ a: 1, b: 1, c: 2, d: [2, 2] });
  });

  it('that merge a long chain of mappings read each mapping once', () => {
    const chain = Array.from(
      { length: 40 },
      (_, level) => `m${level + 1}: &m${level + 1} { <<: *m${level}, k${level}: 1 }\n`,
    );
    const { value, faults } = readYaml(`m0: &m0 { a: 1 }\n${chain.join('')}`);
    expect(faults).toEqual([]);
    expect(value).toMatchObject({ m40: { a: 1, k0: 1, k39: 1 } });
  });
});
