import type { Procedure } from './procedure.js';

/**
 * A procedure in blocks, each of which is one repeat of its trials: it yields the next block, and
 * returns the overall result when that has been conducted. Between two blocks other procedures may be
 * conducted.
 */
export type Blocks<Result> = Generator<Procedure<void>, Result, void>;

/** A procedure that is not divided. */
export function* asOneBlock<Result>(procedure: Procedure<Result>): Blocks<Result> {
  const ended: { readonly result: Result }[] = [];
  yield (function* (): Procedure<void> {
    ended.push({ result: yield* procedure });
  })();
  const [only] = ended;
  if (only === undefined) throw new RangeError('a block must be conducted to its end');
  return only.result;
}

/** The blocks one after the other, as one procedure. */
export function* inOneGo<Result>(blocks: Blocks<Result>): Procedure<Result> {
  let step = blocks.next();
  while (step.done !== true) {
    yield* step.value;
    step = blocks.next();
  }
  return step.value;
}

/** Maps each block of another procedure to a new block. */
export function* eachBlock<Result>(
  blocks: Blocks<Result>,
  change: (block: Procedure<void>) => Procedure<void>,
): Blocks<Result> {
  let step = blocks.next();
  while (step.done !== true) {
    yield change(step.value);
    step = blocks.next();
  }
  return step.value;
}
