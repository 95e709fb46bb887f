import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type ParsedNode,
  type YAMLSeq,
} from 'yaml';

/** Two words of a list. */
export type Pair = readonly [one: string, other: string];

/** A part of a text: the offset of its first character, and the one after its last. */
export type TextSpan = readonly [from: number, to: number];

/** A pair in the text. */
export interface WrittenPair {
  readonly pair: Pair;
  /** The positions of its words. */
  readonly words: readonly [TextSpan, TextSpan];
  /** Its lines, including line ends; undefined if it shares one with something else. */
  readonly lines: TextSpan | undefined;
}

/** A list of pairs in the text. */
export interface WrittenList {
  readonly range: TextSpan;
  /** In brackets, rather than with hyphens. */
  readonly flow: boolean;
  /** Undefined if it contains anything but pairs of words, or is an alias. */
  readonly pairs: readonly WrittenPair[] | undefined;
}

const rangeOf = (node: unknown): TextSpan | undefined => {
  const [from, to] = (node as Partial<ParsedNode> | null)?.range ?? [];
  return from === undefined || to === undefined ? undefined : [from, to];
};

/** The text of a scalar, with an alias resolved. */
const wordOf = (node: unknown, document: Document): string | undefined => {
  const meant = isAlias(node) ? node.resolve(document) : node;
  return isScalar(meant) && typeof meant.value === 'string' ? meant.value : undefined;
};

/** The lines of a part of a text, if only blanks and a hyphen precede it, and at most a comment follows. */
const ownLines = (text: string, [from, to]: TextSpan): TextSpan | undefined => {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', Math.max(to - 1, 0));
  const end = next < 0 ? text.length : next + 1;
  const isAlone =
    /^\s*-\s+$/.test(text.slice(start, from)) && /^\s*(#.*)?\s*$/.test(text.slice(to, end));
  return isAlone ? [start, end] : undefined;
};

const writtenPair = (
  text: string,
  item: unknown,
  document: Document,
): readonly WrittenPair[] | undefined => {
  if (!isSeq(item) || item.items.length !== 2) return undefined;
  const [one, other] = item.items.map((node) => wordOf(node, document));
  const [first, second] = item.items.map(rangeOf);
  const whole = rangeOf(item);
  if (one === undefined || other === undefined) return undefined;
  if (whole === undefined || first === undefined || second === undefined) return undefined;
  const lines = item.flow === true ? ownLines(text, whole) : undefined;
  return [{ pair: [one, other], words: [first, second], lines }];
};

const pairsOf = (
  text: string,
  list: YAMLSeq,
  document: Document,
): readonly WrittenPair[] | undefined => {
  const pairs = list.items.map((item) => writtenPair(text, item, document));
  return pairs.every((pair) => pair !== undefined) ? pairs.flat() : undefined;
};

/** The list of pairs under a key of a YAML text; undefined if there is none. */
export const writtenList = (text: string, key: string): WrittenList | undefined => {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents)) return undefined;
  const value = contents.items.find((each) => isScalar(each.key) && each.key.value === key)?.value;
  const range = rangeOf(value);
  if (range === undefined || !(isSeq(value) || isAlias(value))) return undefined;
  return isSeq(value)
    ? { range, flow: value.flow === true, pairs: pairsOf(text, value, document) }
    : { range, flow: false, pairs: undefined };
};
