import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/document/yaml/read.js';

const faultsOf = (text: string): readonly string[] =>
  readYaml(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a tag', () => {
  it.each([
    '!!binary aGk=',
    '!!set { x }',
    '!!omap [x: 1]',
    '!!pairs [x: 1]',
    '!!timestamp 2026-01-01',
  ])('of a type that is not of the core schema is refused: %s', (value) => {
    expect(faultsOf(`a: ${value}\n`)).toEqual([
      expect.stringMatching(/^1:\d+ the tag '!!\w+' is not supported$/),
    ]);
  });

  it.each(['!!js/function x', '!local x', '!!js/undefined ""'])(
    'that is not known is: %s',
    (value) => {
      expect(faultsOf(`a: ${value}\n`)).toEqual([expect.stringContaining('Unresolved tag')]);
    },
  );

  it('of the core schema determines the type of a value', () => {
    expect(readYaml('a: !!str 1\nb: !!int "2"\nc: !!map {}\n')).toMatchObject({
      faults: [],
      value: { a: '1', b: 2, c: {} },
    });
  });
});

describe('another version of YAML', () => {
  it('in which values have another meaning is rejected', () => {
    expect(faultsOf('%YAML 1.1\n---\na: yes\n')).toEqual([
      '1:1 %YAML 1.1: this file is read as YAML 1.2; remove the line',
    ]);
    expect(faultsOf('%YAML 1.2\n---\na: yes\n')).toEqual([]);
  });
});
