import fc from 'fast-check';

/** Text that a terminal interprets or does not show, one of each kind. */
export const HOSTILE = [
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://elsewhere.example\u0007link\u001b]8;;\u0007',
  '\u001b]52;c;cm0gLXJm\u0007',
  '\u009b2J',
  'over\rwritten',
  'take\b\b\b\bback',
  'nul\u0000',
  'delete\u007f',
  'next\u0085line',
  '\u202e reversed \u202c',
  '\u2066 isolated \u2069',
  '\u200e\u200f\u061c',
  'line\u2028paragraph\u2029',
  'zero\u200bwidth\u200d\ufeff\u2060',
  'soft\u00adhyphen',
  'half \ud800 half \udc00',
  'tag \u{e0041}\u{e007f}',
];

/** Text with such parts anywhere. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE, '\n', '\t', 'abc'),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** What must not reach a terminal from outside: listed independently of src. */
const FORBIDDEN = new RegExp(
  [
    '[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]',
    '[\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]',
    '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
    '\\udb40[\\udc00-\\udc7f]',
  ].join('|'),
);

/** The first part of a text that must not reach a terminal; undefined if there is none. */
export const forbiddenIn = (text: string): string | undefined => FORBIDDEN.exec(text)?.[0];
