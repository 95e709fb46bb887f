import type { Procedure } from './procedure.js';

/** 0, 1, 2, … */
export const turns = (): (() => number) => {
  let next = 0;
  return () => next++;
};

/**
 * The same procedure with every trial through one router: the first through router 0, the next
 * through router 1, and after the last one the first again. A trial that is repeated goes through
 * the next.
 * @param routers how many there are, at least 1
 * @param nextTurn shared by several procedures that continue each other's turns; default: from the
 * first router
 */
export function* throughRoutersInTurn<Result>(
  procedure: Procedure<Result>,
  routers: number,
  nextTurn = turns(),
): Procedure<Result> {
  let step = procedure.next();
  while (step.done !== true) {
    step = procedure.next(yield { ...step.value, router: nextTurn() % routers });
  }
  return step.value;
}
