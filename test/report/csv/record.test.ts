import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord } from '../../../src/report/csv/record.js';

/** Parses a record by RFC 4180. */
const parsed = (record: string): readonly string[] => {
  const fields: string[] = [];
  let rest = record.replace(/\r\n$/, '');
  for (;;) {
    const [whole = '', quoted, bare] = /^(?:"((?:[^"]|"")*)"|([^",]*))/.exec(rest) ?? [];
    fields.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    rest = rest.slice(whole.length);
    if (!rest.startsWith(',')) return rest === '' ? fields : [...fields, `left: ${rest}`];
    rest = rest.slice(1);
  }
};

describe('a record of CSV', () => {
  it('has its fields with commas between, and ends as RFC 4180 says', () => {
    expect(csvRecord(['a', 1.5, null, 'b, c', 'say "x"'])).toBe('a,1.5,,"b, c","say ""x"""\r\n');
  });

  it('has numbers as they are, and no text that a spreadsheet takes for a formula', () => {
    expect(csvRecord([-5, '=cmd|x', '+1', '@sum', '-2', ' =1', 'a=b'])).toBe(
      `-5,'=cmd|x,'+1,'@sum,'-2,' =1,a=b\r\n`,
    );
  });

  it('round-trips any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
        const back = parsed(csvRecord(texts)).map((text) =>
          text.replace(/^'(?=\s*[=+\-@\t\r])/, ''),
        );
        expect(back).toEqual(texts.map((text) => text.replace(/^'(?=\s*[=+\-@\t\r])/, '')));
      }),
    );
  });
});
