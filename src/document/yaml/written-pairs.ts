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

/** A part of a text: its first character, and the one after its last. */
export type TextSpan = readonly [from: number, to: number];

/** A pair as the text has it. */
export interface WrittenPair {
  readonly pair: Pair;
  /** Where its words are. */
  readonly words: readonly [TextSpan, TextSpan];
  /** The lines that it has to itself, line ends included; undefined where it shares one. */
  readonly lines: TextSpan | undefined;
}

/** A list of pairs as the text has it. */
export interface WrittenList {
  readonly range: TextSpan;
  /** In brackets, rather than with a hyphen for each pair. */
  readonly flow: boolean;
  /** Undefined where something else than pairs of words is in it, or an alias stands for it. */
  readonly pairs: readonly WrittenPair[] | undefined;
}

const rangeOf = (node: unknown): TextSpan | undefined => {
  const [from, to] = (node as Partial<ParsedNode> | null)?.range ?? [];
  return from === undefined || to === undefined ? undefined : [from, to];
};

/** An alias is a word by what it stands for. */
const wordOf = (node: unknown, document: Document): string | undefined => {
  const meant = isAlias(node) ? node.resolve(document) : node;
  return isScalar(meant) && typeof meant.value === 'string' ? meant.value : undefined;
};

/** The lines of a part of a text, where nothing but blanks and a hyphen comes before it, and nothing but a comment after it. */
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

/** The list of pairs under a key of a YAML text; undefined where it has none there. */
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
