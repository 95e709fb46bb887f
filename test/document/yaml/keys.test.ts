import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/document/yaml/read.js';

const faultsOf = (text: string): readonly string[] =>
  readYaml(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a key', () => {
  it.each([
    ['a: 1\n"a": 2\n', "2:1 the key 'a' is given twice"],
    ['1: a\n"1": b\n', "2:1 the key '1' is given twice"],
    ['a: { <<: { b: 1 }, <<: { c: 1 } }\n', "1:20 the key '<<' is given twice"],
    ['a: { __proto__: { b: 1 } }\n', "1:6 '__proto__' is not allowed as a key"],
    ['? [a, b]\n: 1\n', '1:3 a key must be text, not a list, mapping or alias'],
    ['{ { a: 1 }: 2 }\n', '1:3 a key must be text, not a list, mapping or alias'],
    ['a: &a x\n*a : 1\n', '2:1 a key must be text, not a list, mapping or alias'],
  ])('is refused: %j', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  it('may have the name of an object property', () => {
    const { value, faults } = readYaml('constructor: 1\ntoString: 2\n~: 3\n');
    expect(faults).toEqual([]);
    expect(Object.entries(value as object)).toEqual([
      ['constructor', 1],
      ['toString', 2],
      ['', 3],
    ]);
  });
});
