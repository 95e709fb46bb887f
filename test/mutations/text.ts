import fc from 'fast-check';

/** Numbers and words that a parser may take for something else than they are. */
const NASTY = [
  '',
  '0',
  '-1',
  '1e308',
  '1e-320',
  '0x10',
  '9007199254740993',
  '18446744073709551615',
  '99999999999999999999999999',
  '0-4294967295',
  'NaN',
  'Infinity',
  'null',
  '__proto__',
  'constructor',
  '..',
  "'",
  '"',
  '\\',
  '{',
  '[',
  '\0',
  '\u001b[2J',
  '\u202e',
  '\ufffd',
  '\u00e9',
  '\r\n',
  '\t',
  ' ',
  'x'.repeat(5000),
];
const nasty = fc.constantFrom(...NASTY);

/** A change of a text at a place that is given as a fraction of it. */
type Change = (text: string) => string;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const at = (text: string, fraction: number): number => Math.floor(text.length * fraction);

const spliced = (text: string, start: number, count: number, insert: string): string =>
  text.slice(0, start) + insert + text.slice(start + count);

/** The parts of a text by a separator, changed by their list. */
const parts =
  (separator: RegExp, change: (all: string[], index: number) => string[]) =>
  (fraction: number): Change =>
  (text) => {
    const all = text.split(separator);
    return change(all, Math.floor(all.length * fraction)).join('');
  };

// Separators are kept: they are parts, too.
const LINES = /(\n)/;
const WORDS = /([^\w.-]+)/;

const without = (all: string[], index: number): string[] => all.toSpliced(index, 1);
const twice = (all: string[], index: number): string[] =>
  all.toSpliced(index, 0, ...all.slice(index, index + 2));
const swapped = (all: string[], index: number): string[] => {
  const [one = '', between = '', other = ''] = all.slice(index, index + 3);
  return all.toSpliced(index, 3, other, between, one);
};

const change: fc.Arbitrary<Change> = fc.oneof(
  ...[without, twice, swapped].flatMap((how) => [
    place.map(parts(LINES, how)),
    place.map(parts(WORDS, how)),
  ]),
  fc.tuple(place, nasty).map(([fraction, insert]): Change => (text) => {
    const words = text.split(WORDS);
    const index = 2 * Math.floor((words.length / 2) * fraction);
    return words.toSpliced(index, 1, insert).join('');
  }),
  fc.tuple(place, fc.nat(3), nasty).map(
    ([fraction, count, insert]): Change =>
      (text) =>
        spliced(text, at(text, fraction), count, insert),
  ),
  fc.tuple(place, fc.nat(0xffff)).map(
    ([fraction, code]): Change =>
      (text) =>
        spliced(text, at(text, fraction), 1, String.fromCharCode(code)),
  ),
  place.map(
    (fraction): Change =>
      (text) =>
        text.slice(0, at(text, fraction)),
  ),
  place.map(
    (fraction): Change =>
      (text) =>
        text.slice(at(text, fraction)),
  ),
);

/** A text with one change or a few. */
export const mutated = (text: string): fc.Arbitrary<string> =>
  fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce((changing, each) => each(changing), text));
