import { describe, expect, it } from 'vitest';
import { atKey, atValue } from '../../../src/document/finding.js';
import { readYaml } from '../../../src/document/yaml/read.js';

describe('faults', () => {
  it.each([
    ['a key given twice', 'a: 1\nb: { c: 1, c: 2 }\n', 2, 12, "the key 'c' is given twice"],
    ['a list without its end', 'a: [1\nb: 2\n', 2, 1, 'Flow sequence'],
    ['a tab as indent', 'a:\n\tb: 1\n', 2, 1, 'Tabs are not allowed'],
    ['a second document', 'a: 1\n---\nb: 1\n', 2, 1, 'a second document starts here'],
    ['an unknown tag', 'a: !size 1\n', 1, 4, 'Unresolved tag'],
    ['an alias of nothing', 'a: 1\nb: *size\n', 2, 4, "no anchor '&size'"],
  ])('%s has a line and a column', (_, text, line, column, message) => {
    const [fault] = readYaml(text).faults;
    expect(fault).toMatchObject({ line, column, path: '' });
    expect(fault?.message).toContain(message);
  });

  it('include an alias that expands without limit', () => {
    const lists = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array<string>(9).fill(inner).join(', ')}]`;
    });
    const { faults } = readYaml(lists.join('\n'));
    expect(faults[0]?.message).toContain('alias');
  });

  it.each([
    ['a: &a x\nb: { <<: *a }\n', 2, 6],
    ['b: { <<: [{ c: 1 }, 2] }\n', 1, 6],
    ['b:\n  <<:\n  c: 1\n', 2, 3],
  ])('a merge of what is no mapping is one: %j', (text, line, column) => {
    const { faults } = readYaml(text);
    expect(faults).toMatchObject([{ line, column }]);
    expect(faults[0]?.message).toContain('<< merges mappings');
  });

  it.each(['a: &a { <<: *a }\n', 'a: &a { <<: &b { <<: *a } }\n'])(
    'a mapping that is merged into itself is one: %j',
    (text) => {
      expect(readYaml(text).faults).not.toEqual([]);
    },
  );

  it('do not include a hundred uses of one anchor', () => {
    const uses = Array.from(
      { length: 300 },
      (_, index) => `k${index}: { <<: *port, n: ${index} }\n`,
    );
    expect(readYaml(`first: &port { a: 1 }\n${uses.join('')}`).faults).toEqual([]);
  });

  it('are none in a valid text', () => {
    expect(readYaml('a: [1, { b: x }]\n')).toMatchObject({
      faults: [],
      value: { a: [1, { b: 'x' }] },
    });
  });
});

describe('merge keys', () => {
  const text =
    'one: &one { type: ssh, user: root }\ntwo: &two { sudo: true, user: joe }\n' +
    'a:\n  <<: *one\n  host: x\nb: { user: me, <<: [*one, *two] }\nc: { "<<": 1 }\n';
  const { value, faults, locate } = readYaml(text);

  it('add the keys of one mapping or several, unless they exist', () => {
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      a: { type: 'ssh', user: 'root', host: 'x' },
      b: { type: 'ssh', user: 'me', sudo: true },
      c: { '<<': 1 },
    });
  });

  it.each([
    [['a', 'user'], 1, 30],
    [['a', 'host'], 5, 9],
    [['b', 'user'], 6, 12],
    [['b', 'sudo'], 2, 19],
    [['b', 'missing'], 6, 1],
  ])('are followed to where a key is: %j', (path, line, column) => {
    expect(locate(atValue(path, ''))).toMatchObject({ line, column, path: path.join('.') });
  });
});

describe('a position in the text', () => {
  const text = 'a:\n  - b: 1\n    c: x\n  - &two { b: 2 }\nd: *two\n"e": \n';
  const { locate } = readYaml(text);
  const place = (finding: Parameters<typeof locate>[0]): string => {
    const { line, column, path } = locate(finding);
    return `${line}:${column} ${path}`;
  };

  it('is that of the value, or of the key', () => {
    expect(place(atValue(['a', 0, 'c'], ''))).toBe('3:8 a[0].c');
    expect(place(atKey(['a', 0, 'c'], ''))).toBe('3:5 a[0]');
    expect(place(atValue(['a', 1, 'b'], ''))).toBe('4:15 a[1].b');
  });

  it('follows an alias to its anchor', () => {
    expect(place(atValue(['d', 'b'], ''))).toBe('4:15 d.b');
  });

  it('is the nearest parent of a missing value', () => {
    expect(place(atValue(['a', 1, 'c'], ''))).toBe('4:10 a[1].c');
    expect(place(atValue(['z', 'y'], ''))).toBe('1:1 z.y');
    expect(place(atValue(['a', 7], ''))).toBe('1:1 a[7]');
  });
});
