import type { Remark, Sentence } from '../../model/section/section.js';
import { joined, sentence } from '../../model/section/sentence.js';
import { median, relativeSpread } from '../../model/numbers/statistics.js';

/** The results of repeated trials; higher is better. */
export interface Repeated {
  readonly name: string;
  readonly values: readonly number[];
}

/** A spread above this fraction of the median makes repeats inconsistent. */
const DISAGREEMENT = 0.5;

/** Whether repeats differ too much for any of them to stand for the others. */
export const disagree = (values: readonly number[]): boolean =>
  values.length > 1 && relativeSpread(values) > DISAGREEMENT;

/** That repeats of some things differ too much to rank by; nothing where there are none. */
export const disagreement = (names: readonly Sentence[]): readonly Remark[] =>
  names.length === 0
    ? []
    : [
        {
          level: 'warning',
          text: sentence`Repeats disagree: do not rank by this run. More than 50 % of their median lies between trials of ${joined(names, ', ')}.`,
        },
      ];

/**
 * Whether some of them stand clearly above all others. Overlap is not transitive, so the least of all
 * that are above is held against the greatest of all that are below.
 */
const clear = (above: readonly Repeated[], below: readonly Repeated[]): boolean =>
  Math.min(...above.flatMap(({ values }) => values)) >
  Math.max(...below.flatMap(({ values }) => values));

/**
 * A ranking where repeats allow one: a warning where the repeats of one entry differ too much,
 * nothing where an entry was not repeated.
 * @param what they are ranked by, for the line: `Forwarded of 300 kpps`
 */
export const rankingOf = (what: Sentence, given: readonly Repeated[]): readonly Remark[] => {
  const wild = given.filter(({ values }) => disagree(values));
  if (wild.length > 0) return disagreement(wild.map(({ name }) => [name]));
  // What has no result is in no rank, and keeps others from none.
  const all = given.filter(({ values }) => values.length > 0);
  if (all.length < 2 || all.some(({ values }) => values.length < 2)) return [];
  const sorted = all.toSorted((one, other) => median(other.values) - median(one.values));
  const signs = sorted.map((_, index) =>
    clear(sorted.slice(0, index), sorted.slice(index)) ? ' > ' : ' ~ ',
  );
  const between = signs.slice(1);
  if (!between.includes(' > ')) {
    return [{ level: 'result', text: sentence`${what}: repeats overlap, no rank` }];
  }
  const order = sorted.map(({ name }, index) => (index === 0 ? name : `${signs[index]}${name}`));
  const hint = between.includes(' ~ ') ? ' (~: repeats overlap)' : '';
  return [{ level: 'result', text: sentence`${what}: ${order.join('')}${hint}` }];
};
