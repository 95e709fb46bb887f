import { Lexer, type CST } from 'yaml';
import type { Fault } from './fault.js';

/** Maximum length of a file, in characters. Enough for some thousand loads or a hundred ports. */
export const MOST_CHARACTERS = 1_000_000;
/** Maximum number of words, brackets, commas and blanks in a file, which determine the time to read it. */
export const MOST_TOKENS = 40_000;
/** Maximum number of values in a file, with aliases expanded. */
export const MOST_VALUES = 40_000;
/** Maximum nesting of lists and mappings; the parser's stack holds some thousand levels. */
export const MOST_LEVELS = 50;

/** A text that would take too long to read: its tokens are counted without parsing. */
export const tooLong = (text: string): Fault | undefined => {
  if (text.length > MOST_CHARACTERS) {
    const message = `the file has ${text.length} characters; at most ${MOST_CHARACTERS} are read`;
    return [0, message];
  }
  let [offset, tokens] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > MOST_TOKENS) {
      const message = `the file is too large: here it exceeds ${MOST_TOKENS} words, brackets, commas and blanks`;
      return [Math.min(offset, text.length), message];
    }
    if (!MARKS.has(lexeme)) offset += lexeme.length;
  }
  return undefined;
};

/** Marks that the lexer adds: the start of a document, of a scalar, and a broken flow collection. */
const MARKS: ReadonlySet<string> = new Set(['\u0002', '\u001f', '\u0018']);

/** The direct children of a token: values and keys. */
const within = (token: CST.Token): readonly (CST.Token | null | undefined)[] => {
  if (token.type === 'document') return [token.value];
  return 'items' in token ? token.items.flatMap(({ key, value }) => [key, value]) : [];
};

/** The first value nested too deeply for the parser, which is recursive. */
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
