import { describe, expect, it } from 'vitest';
import { readYaml, readYamlBytes } from '../../../src/document/yaml/read.js';

const bytes = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))),
  );

const placed = ({ faults }: ReturnType<typeof readYaml>): readonly string[] =>
  faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('bytes', () => {
  it.each([
    ['a lone byte', bytes('a: 1\nb: x', 0xff, 'y\n'), '2:5'],
    ['a character cut off at the end', bytes('a: é\nb: ', 0xc3), '2:4'],
    ['UTF-16', bytes(0xff, 0xfe, 'a', 0, ':', 0), '1:1'],
    ['an overlong NUL', bytes('a: ', 0xc0, 0x80), '1:4'],
  ])('that are no UTF-8 are refused where they are: %s', (_, text, place) => {
    expect(placed(readYamlBytes(text))).toEqual([`${place} invalid UTF-8 from here on`]);
  });

  it('of any UTF-8 text are decoded to that text, including a replacement character', () => {
    const source = readYamlBytes(bytes('a: "é \u{1f600} \ufffd"\n'));
    expect(source).toMatchObject({ faults: [], value: { a: 'é \u{1f600} \ufffd' } });
    expect(source.text).toBe('a: "é \u{1f600} \ufffd"\n');
  });

  it('may start with a byte order mark, and have Windows line ends', () => {
    expect(readYamlBytes(bytes('\ufeffa: 1\r\nb: 2\r\n'))).toMatchObject({
      faults: [],
      value: { a: 1, b: 2 },
    });
  });
});

describe('a character that is not printable', () => {
  it.each([
    ['a: x\0y\n', '1:5 the character U+0000'],
    ['a: 1\nb: \u001b[2J\n', '2:4 the character U+001B'],
    ['a: \u009b31m\n', '1:4 the character U+009B'],
    ['a: \ud800\n', '1:4 the character U+D800'],
  ])('is refused: %j', (text, fault) => {
    expect(placed(readYaml(text))).toEqual([`${fault} is not allowed in a YAML file`]);
  });
});
