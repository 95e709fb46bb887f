/** Position of a syntax error in JSON, counted from 1; columns in UTF-16 units, as in editors. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** `',' or '}' expected`, or `unexpected end of text`. */
  readonly message: string;
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
/** The characters of a string that stand for themselves. */
// eslint-disable-next-line no-control-regex
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** What may come next; in a list or an object also its end. */
type Next = 'value' | 'first item' | 'after item' | 'first key' | 'key' | 'colon' | 'after member';

const EXPECTED: Readonly<Record<Next, string>> = {
  value: 'a value expected',
  'first item': "a value or ']' expected",
  'after item': "',' or ']' expected",
  'first key': "a key in double quotes or '}' expected",
  key: 'a key in double quotes expected',
  colon: "':' expected",
  'after member': "',' or '}' expected",
};

/** What a single character leads to where it is allowed; all others start scalars and strings. */
const STEPS: Readonly<Record<Next, Readonly<Record<string, readonly Next[]>>>> = {
  value: { '{': ['first key'], '[': ['first item'] },
  'first item': {
    '{': ['after item', 'first key'],
    '[': ['after item', 'first item'],
    ']': [],
  },
  'after item': { ',': ['after item', 'value'], ']': [] },
  'first key': { '}': [] },
  key: {},
  colon: { ':': ['after member', 'value'] },
  'after member': { ',': ['key'], '}': [] },
};

/** What follows a scalar or a string where it is allowed. */
const AFTER_SCALAR: Partial<Readonly<Record<Next, readonly Next[]>>> = {
  value: [],
  'first item': ['after item'],
};
const AFTER_STRING: Partial<Readonly<Record<Next, readonly Next[]>>> = {
  ...AFTER_SCALAR,
  'first key': ['colon'],
  key: ['colon'],
};

/** The end of a match at an offset; the offset itself if there is none. */
const endOf = (pattern: RegExp, text: string, offset: number): number => {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
};

/**
 * The end of the valid part of a string, before its closing quote. Step by step: a single pattern overflows
 * the stack on some million escapes.
 */
const stringEnd = (text: string, start: number): number => {
  let offset = endOf(PLAIN, text, start + 1);
  while (text.charAt(offset) === '\\') {
    const escapeEnd = endOf(ESCAPE, text, offset);
    if (escapeEnd === offset) return offset;
    offset = endOf(PLAIN, text, escapeEnd);
  }
  return offset;
};

/** The offset of the first syntax error, with a message; undefined if there is none. */
const faultOffset = (text: string): readonly [offset: number, message: string] | undefined => {
  const open: Next[] = ['value'];
  let offset = endOf(SPACE, text, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const step = STEPS[next][text.charAt(offset)];
    const scalarEnd = endOf(SCALAR, text, offset);
    if (step !== undefined) {
      open.push(...step);
      offset += 1;
    } else if (AFTER_STRING[next] !== undefined && text.charAt(offset) === '"') {
      offset = stringEnd(text, offset);
      if (offset === text.length) return [offset, 'unexpected end of text in a string'];
      if (text.charAt(offset) !== '"') return [offset, 'invalid character in a string'];
      open.push(...(AFTER_STRING[next] ?? []));
      offset += 1;
    } else if (AFTER_SCALAR[next] !== undefined && scalarEnd > offset) {
      open.push(...(AFTER_SCALAR[next] ?? []));
      offset = scalarEnd;
    } else {
      return [offset, offset === text.length ? 'unexpected end of text' : EXPECTED[next]];
    }
    offset = endOf(SPACE, text, offset);
  }
  return offset === text.length ? undefined : [offset, 'unexpected text after the end'];
};

/**
 * The first syntax error of a JSON text (RFC 8259); undefined if there is none. The messages of
 * `JSON.parse` contain an offset only for some errors. Pure.
 */
export const jsonFault = (text: string): JsonFault | undefined => {
  const found = faultOffset(text);
  if (found === undefined) return undefined;
  const [offset, message] = found;
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1, message };
};
