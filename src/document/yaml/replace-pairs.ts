import { isScalar, isSeq, parseDocument, type Document, type Scalar, type YAMLSeq } from 'yaml';

/** Two words of a list. */
export type Pair = readonly [one: string, other: string];

/** A part of a text, and what comes in its place. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A pair as the text has it. */
interface WrittenPair {
  readonly pair: Pair;
  /** Where its words are. */
  readonly words: readonly [Range, Range];
  /** The lines that it is on, from the first character to after the last line's end. */
  readonly lines: Range;
}
type Range = readonly [from: number, to: number];

const pairText = ([one, other]: Pair): string => `[${one}, ${other}]`;

const rangeOf = (node: {
  readonly range?: readonly number[] | null | undefined;
}): Range | undefined => {
  const [from, to] = node.range ?? [];
  return from === undefined || to === undefined ? undefined : [from, to];
};

const isWord = (node: unknown): node is Scalar<string> =>
  isScalar(node) && typeof node.value === 'string' && node.anchor === undefined;

const writtenPair = (text: string, item: unknown): WrittenPair | undefined => {
  if (!isSeq(item) || item.items.length !== 2) return undefined;
  const [one, other] = item.items;
  if (!isWord(one) || !isWord(other)) return undefined;
  const [whole, first, second] = [rangeOf(item), rangeOf(one), rangeOf(other)];
  if (whole === undefined || first === undefined || second === undefined) return undefined;
  const start = text.lastIndexOf('\n', whole[0] - 1) + 1;
  const end = text.indexOf('\n', Math.max(whole[1] - 1, 0));
  // Something else is before it on its line.
  if (!/^\s*-\s+$/.test(text.slice(start, whole[0]))) return undefined;
  return {
    pair: [one.value, other.value],
    words: [first, second],
    lines: [start, end < 0 ? text.length : end + 1],
  };
};

/** The pairs of a list with a line for each; undefined where it is written another way. */
const writtenPairs = (text: string, list: YAMLSeq): readonly WrittenPair[] | undefined => {
  if (list.flow === true) return undefined;
  const pairs = list.items.map((item) => writtenPair(text, item));
  const sound = pairs.filter((pair) => pair !== undefined);
  return sound.length === pairs.length && sound.length > 0 ? sound : undefined;
};

const applied = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .reduce((rest, edit) => rest.slice(0, edit.from) + edit.text + rest.slice(edit.to), text);

/** The words that differ; what is around them, comments too, stays. */
const changedWords = ({ pair, words }: WrittenPair, now: Pair): readonly Edit[] =>
  words.flatMap(([from, to], index): readonly Edit[] => {
    const word = now[index] ?? '';
    return word === pair[index] ? [] : [{ from, to, text: word }];
  });

const inLines = (
  text: string,
  written: readonly WrittenPair[],
  pairs: readonly Pair[],
  isSame: (before: Pair, now: Pair) => boolean,
): string => {
  const kept = written.map((each) => ({ each, now: pairs.find((now) => isSame(each.pair, now)) }));
  const taken = new Set(kept.map(({ now }) => now));
  const edits = kept.flatMap(({ each, now }): readonly Edit[] => {
    const [from, to] = each.lines;
    return now === undefined ? [{ from, to, text: '' }] : changedWords(each, now);
  });
  const last = written.at(-1);
  const added = pairs.filter((pair) => !taken.has(pair));
  if (last === undefined || added.length === 0) return applied(text, edits);
  const [start, end] = last.lines;
  const [, lead = '- '] = /^(\s*-\s+)/.exec(text.slice(start)) ?? [];
  const before = text.charAt(end - 1) === '\n' ? '' : '\n';
  const lines = added.map((pair) => `${lead}${pairText(pair)}\n`).join('');
  return applied(text, [...edits, { from: end, to: end, text: `${before}${lines}` }]);
};

const wholeList = (
  document: Document,
  key: string,
  text: string,
  pairs: readonly Pair[],
): string => {
  const node = document.get(key, true);
  const range = isSeq(node) && node.flow === true ? rangeOf(node) : undefined;
  if (range !== undefined) {
    const [from, to] = range;
    return applied(text, [{ from, to, text: `[${pairs.map(pairText).join(', ')}]` }]);
  }
  const list = document.createNode(
    pairs.map((pair) => document.createNode([...pair], { flow: true })),
  );
  document.set(key, list);
  return document.toString({ lineWidth: 0 });
};

/**
 * A YAML text whose list of pairs under a key is another one. Everything else stays as it is written,
 * comments and blanks too, as far as the list has a line for each pair, or is on one line.
 * @param isSame whether a pair takes the place of one that was there; the others are removed, or come at the end
 */
export const replacePairs = (
  text: string,
  key: string,
  pairs: readonly Pair[],
  isSame: (before: Pair, now: Pair) => boolean,
): string => {
  const document = parseDocument(text);
  const node = document.get(key, true);
  const written = isSeq(node) ? writtenPairs(text, node) : undefined;
  return written === undefined
    ? wholeList(document, key, text, pairs)
    : inLines(text, written, pairs, isSame);
};
