import type { Remark, Sentence } from '../../model/section/section.js';
import { joined, sentence } from '../../model/section/sentence.js';
import { intervalOf, pairedContrast } from '../../statistics/contrast.js';
import { median, relativeSpread } from '../../model/numbers/statistics.js';

/** The results of repeated trials; higher is better. */
export interface Repeated {
  readonly name: string;
  readonly values: readonly number[];
  /** The same by block, if data planes were interleaved. */
  readonly byBlock?: ReadonlyMap<number, number> | undefined;
}

/** A spread above this fraction of the median makes repeats inconsistent. */
const DISAGREEMENT = 0.5;

/** Whether repeats differ too much for any of them to stand for the others. */
export const disagree = (values: readonly number[]): boolean =>
  values.length > 1 && relativeSpread(values) > DISAGREEMENT;

/** Values in the blocks that all have, so that blocks can be compared. */
interface InBlocks extends Repeated {
  readonly blocks: readonly number[];
}

/** The blocks that all have; undefined if data planes were not interleaved. */
const inSharedBlocks = (all: readonly Repeated[]): readonly InBlocks[] | undefined => {
  const maps = all.flatMap(({ byBlock }) => byBlock ?? []);
  const [first] = maps;
  if (first === undefined || maps.length < all.length) return undefined;
  const shared = [...first.keys()].filter((block) => maps.every((map) => map.has(block)));
  return all.map((each) => {
    const blocks = shared.map((block) => each.byBlock?.get(block) ?? NaN);
    return { ...each, values: blocks, blocks };
  });
};

/** Fewer blocks show no spread. */
const FEWEST_BLOCKS = 3;
/** Significance level: the fraction of comparisons of equals that may yield a rank. */
const LEVEL = 0.05;

/**
 * Whether one is above another block by block: the confidence interval of their mean difference is
 * above 0. Drift affects both alike and cancels out.
 */
const aboveInBlocks = (one: readonly number[], other: readonly number[]): boolean => {
  const contrast = pairedContrast(one.map((value, index) => value - (other[index] ?? NaN)));
  return contrast !== undefined && intervalOf(contrast, LEVEL).least > 0;
};

/** Whether some of them stand clearly above all others, block by block. */
const clearInBlocks = (above: readonly InBlocks[], below: readonly InBlocks[]): boolean =>
  above.every((one) => below.every((other) => aboveInBlocks(one.blocks, other.blocks)));
/** A warning that repeats of some entries differ too much to rank by; nothing if there are none. */
export const disagreement = (names: readonly Sentence[]): readonly Remark[] =>
  names.length === 0
    ? []
    : [
        {
          level: 'warning',
          text: sentence`Repeats disagree: do not rank by this run. Their spread exceeds 50 % of the median for ${joined(names, ', ')}.`,
        },
      ];

/**
 * Whether some of them stand clearly above all others. Overlap is not transitive, so the least of all
 * that are above is held against the greatest of all that are below.
 */
const clear = (above: readonly Repeated[], below: readonly Repeated[]): boolean =>
  Math.min(...above.flatMap(({ values }) => values)) >
  Math.max(...below.flatMap(({ values }) => values));

/** Entries from the highest to the lowest, and the sign between each two: `>` or `~`. */
const ordered = <Entry extends Repeated>(
  all: readonly Entry[],
  isClear: (above: readonly Entry[], below: readonly Entry[]) => boolean,
) => {
  const sorted = all.toSorted((one, other) => median(other.values) - median(one.values));
  const signs = sorted
    .slice(1)
    .map((_, index) =>
      isClear(sorted.slice(0, index + 1), sorted.slice(index + 1)) ? ' > ' : ' ~ ',
    );
  return { sorted, signs };
};

/**
 * A ranking if repeats allow one, block by block if data planes were interleaved: a warning if the
 * repeats of one entry differ too much, nothing if an entry was not repeated.
 * @param what they are ranked by, for the line: `Forwarded of 300 kpps`
 */
export const rankingOf = (what: Sentence, given: readonly Repeated[]): readonly Remark[] => {
  const wild = given.filter(({ values }) => disagree(values));
  if (wild.length > 0) return disagreement(wild.map(({ name }) => [name]));
  // Entries without a result are not ranked, and do not keep others from being ranked.
  const all = given.filter(({ values }) => values.length > 0);
  const blocks = inSharedBlocks(all);
  const ranked = blocks ?? all;
  const fewest = blocks === undefined ? 2 : FEWEST_BLOCKS;
  if (ranked.length < 2 || ranked.some(({ values }) => values.length < fewest)) return [];
  const { sorted, signs } =
    blocks === undefined ? ordered(all, clear) : ordered(blocks, clearInBlocks);
  const how = blocks === undefined ? what : sentence`${what}, block by block`;
  if (!signs.includes(' > ')) {
    return [{ level: 'result', text: sentence`${how}: repeats overlap, no rank` }];
  }
  const order = sorted.map(({ name }, index) => `${signs[index - 1] ?? ''}${name}`);
  const hint = signs.includes(' ~ ') ? ' (~: repeats overlap)' : '';
  return [{ level: 'result', text: sentence`${how}: ${order.join('')}${hint}` }];
};
