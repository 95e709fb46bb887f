import { Lexer, type CST } from 'yaml';
import type { Fault } from './fault.js';

/** The most of a file, in characters. Enough for some thousand loads or a hundred ports. */
export const MOST_CHARACTERS = 1_000_000;
/** The most words, brackets, commas and blanks of a file: what the time to read it depends on. */
export const MOST_TOKENS = 40_000;
/** The most values of a file, what its aliases repeat included. */
export const MOST_VALUES = 40_000;
/** The most lists and mappings within each other; the parser's stack holds some thousand. */
export const MOST_LEVELS = 50;

/** A text that would take too long to read. It is counted, not parsed. */
export const tooLong = (text: string): Fault | undefined => {
  if (text.length > MOST_CHARACTERS) {
    const message = `the file has ${text.length} characters; at most ${MOST_CHARACTERS} are read`;
    return [0, message];
  }
  let [offset, tokens] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > MOST_TOKENS) {
      const message = `too much for one file: from here on there are more than ${MOST_TOKENS} words, brackets, commas and blanks`;
      return [Math.min(offset, text.length), message];
    }
    if (!MARKS.has(lexeme)) offset += lexeme.length;
  }
  return undefined;
};

/** What the lexer adds to a text: the start of a document, of a scalar, and a broken flow collection. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u001f', '\u0018']);

/** The values right within a token; the keys, too. */
const within = (token: CST.Token): readonly (CST.Token | null | undefined)[] => {
  if (token.type === 'document') return [token.value];
  return 'items' in token ? token.items.flatMap(({ key, value }) => [key, value]) : [];
};

/** The first value that is deeper than the parser, which is recursive, can go. */
export const tooDeep = (tokens: readonly CST.Token[]): Fault | undefined => {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth += 1) {
    const [first] = level;
    if (depth > MOST_LEVELS && first !== undefined) {
      return [first.offset, `lists and mappings are nested deeper than ${MOST_LEVELS} levels here`];
    }
    level = level.flatMap(within).filter((token) => token !== null && token !== undefined);
  }
  return undefined;
};
