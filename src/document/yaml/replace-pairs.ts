import { writtenList, type Pair, type TextSpan, type WrittenPair } from './written-pairs.js';

export type { Pair } from './written-pairs.js';

/** A part of a text, and its replacement. */
interface Edit {
  readonly range: TextSpan;
  readonly text: string;
}

const pairText = ([one, other]: Pair): string => `[${one}, ${other}]`;

const applied = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.range[0] - a.range[0] || b.range[1] - a.range[1])
    .reduce(
      (rest, { range: [from, to], text: now }) => rest.slice(0, from) + now + rest.slice(to),
      text,
    );

/** A word in the same quotes as another one. */
const quotedAs = (written: string, word: string): string => {
  const quote = /^["']/.exec(written)?.[0] ?? '';
  return `${quote}${word}${quote}`;
};

/** Replaces the words that differ, and leaves the text around them, including comments. */
const changedWords = (text: string, { pair, words }: WrittenPair, now: Pair): readonly Edit[] =>
  words.flatMap((range, index): readonly Edit[] => {
    const word = now[index] ?? '';
    if (word === pair[index]) return [];
    return [{ range, text: quotedAs(text.slice(...range), word) }];
  });

/** Removes lines from a text. Lines with a comment are commented out instead. */
const removed = (text: string, [from, to]: TextSpan): readonly Edit[] => {
  const lines = text.slice(from, to);
  return lines.includes('#')
    ? [{ range: [from, to], text: lines.replaceAll(/^([ \t]*)(?=\S)/gm, '$1# ') }]
    : [{ range: [from, to], text: '' }];
};

/** The line end of a text: `\r\n` if it uses that. */
const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const added = (text: string, [start, end]: TextSpan, pairs: readonly Pair[]): readonly Edit[] => {
  if (pairs.length === 0) return [];
  const [, lead = '- '] = /^(\s*-\s+)/.exec(text.slice(start)) ?? [];
  const next = lineEnd(text);
  const before = text.charAt(end - 1) === '\n' ? '' : next;
  const lines = pairs.map((pair) => `${lead}${pairText(pair)}${next}`).join('');
  return [{ range: [end, end], text: `${before}${lines}` }];
};

/** Rewrites the whole list; undefined if comments in it would be lost. */
const rewritten = (
  text: string,
  { range: [from, to], flow }: { readonly range: TextSpan; readonly flow: boolean },
  pairs: readonly Pair[],
): string | undefined => {
  const before = text.slice(from, to);
  if (before.includes('#')) return undefined;
  if (flow)
    return applied(text, [{ range: [from, to], text: `[${pairs.map(pairText).join(', ')}]` }]);
  const next = lineEnd(text);
  const column = from - (text.lastIndexOf('\n', from - 1) + 1);
  const isOnKeysLine = text.slice(from - column, from).trim() !== '';
  const indent = isOnKeysLine ? '  ' : text.slice(from - column, from);
  const list = pairs.map((pair) => `- ${pairText(pair)}`).join(`${next}${indent}`);
  const end = /\r?\n$/.exec(before)?.[0] ?? '';
  return applied(text, [
    { range: [from, to], text: `${isOnKeysLine ? `${next}${indent}` : ''}${list}${end}` },
  ]);
};

/**
 * Replaces the list of pairs under a key of a YAML text. Everything else is unchanged, including comments and
 * blanks. A removed pair is commented out if its line has a comment.
 * @param isSame whether a pair replaces an existing one; others are removed, or appended
 * @returns undefined if the list is missing, or a comment would be lost
 */
export const replacePairs = (
  text: string,
  key: string,
  pairs: readonly Pair[],
  isSame: (before: Pair, now: Pair) => boolean,
): string | undefined => {
  const list = writtenList(text, key);
  if (list === undefined) return undefined;
  const written = list.pairs ?? [];
  const kept = written.map((each) => ({ each, now: pairs.find((now) => isSame(each.pair, now)) }));
  const taken = new Set(kept.map(({ now }) => now));
  const more = pairs.filter((pair) => !taken.has(pair));
  const words = kept.flatMap(({ each, now }) =>
    now === undefined ? [] : changedWords(text, each, now),
  );
  const gone = kept.flatMap(({ each, now }) => (now === undefined ? [each.lines] : []));
  const last = written.at(-1)?.lines;
  const isInPlace =
    gone.every((lines) => lines !== undefined) && (more.length === 0 || last !== undefined);
  if (list.pairs === undefined || written.length === 0 || !isInPlace) {
    return rewritten(text, list, pairs);
  }
  return applied(text, [
    ...words,
    ...gone.flatMap((lines) => removed(text, lines)),
    ...(last === undefined ? [] : added(text, last, more)),
  ]);
};
