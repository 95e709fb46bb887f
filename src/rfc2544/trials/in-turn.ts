import type { Procedure } from './procedure.js';

/**
 * The same procedure with every trial through one router: the first through router 0, the next through
 * router 1, and after the last one the first again. A trial that is repeated goes through the next.
 * @param routers how many there are, at least 1
 */
export function* throughRoutersInTurn<Result>(
  procedure: Procedure<Result>,
  routers: number,
): Procedure<Result> {
  let step = procedure.next();
  for (let turn = 0; step.done !== true; turn += 1) {
    step = procedure.next(yield { ...step.value, router: turn % routers });
  }
  return step.value;
}
