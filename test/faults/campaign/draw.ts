import { createHash } from 'node:crypto';
import { seededRandom } from '../../../src/model/numbers/random.js';

/** Draws the moments of a try; the same for the same seed. */
export interface Draw {
  /** A whole number in [0, below). */
  readonly below: (below: number) => number;
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
}

const hash = (text: string): number => createHash('sha256').update(text).digest().readUInt32LE();

/** The draw of one try, so that it can be made again by itself. Pure. */
export const drawFor = (seed: number, row: string, number: number): Draw => {
  const random = seededRandom(hash(`${seed}/${row}/${number}`));
  const below = (end: number): number => Math.floor(random.uniform() * end);
  return {
    below,
    pick: ([first, ...others]) => [first, ...others][below(1 + others.length)] ?? first,
  };
};
