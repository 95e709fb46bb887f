import type { Nanoseconds } from '../../model/units.js';
import type { FoundThroughput } from '../at-throughput/found-throughput.js';
import { throughRoutersInTurn } from '../trials/in-turn.js';
import type { Procedure, TrialShape } from '../trials/procedure.js';
import { warmedUp } from '../trials/warm-up.js';
import { testOf, type TestResult, type TestSpec } from './index.js';
import { highestLoad, loadFromThroughput, withThroughput } from './open-loads.js';

/** The fixed part of a test's trials, and the length of the warm-up trial. */
export type TestShape = TrialShape & {
  readonly warmUp: Nanoseconds;
  /** How many routers there are that take turns, one a trial; absent where they do not. */
  readonly routersInTurn?: number | undefined;
};

const made = (
  spec: TestSpec,
  { warmUp, routersInTurn, ...shape }: TestShape,
): Procedure<TestResult> => {
  const trials = warmedUp(testOf(spec).procedure(spec, shape), shape.frameSize, {
    duration: warmUp,
    intendedLoad: highestLoad(spec),
  });
  return routersInTurn === undefined ? trials : throughRoutersInTurn(trials, routersInTurn);
};

/** A test that cannot be run has no trials. */
// eslint-disable-next-line require-yield
function* notMade(result: TestResult): Procedure<TestResult> {
  return result;
}

/**
 * The trials of a playbook entry in sequence, after a warm-up trial if one is configured.
 * @param spec at one frame size: no load is left to the link speed
 * @param found the throughput that a test before it found, for an entry that leaves its load to that
 * @throws RangeError where it does and none was looked for, which the rules of a playbook rule out
 */
export const procedureOf = (
  spec: TestSpec,
  shape: TestShape,
  found?: FoundThroughput,
): Procedure<TestResult> => {
  const { atThroughput } = testOf(spec);
  if (atThroughput === undefined || loadFromThroughput(spec) === undefined) {
    return made(spec, shape);
  }
  if (found === undefined) throw new RangeError('the throughput is not known');
  return found.state === 'none'
    ? notMade(atThroughput.notMade(spec, found.reason))
    : made(withThroughput(spec, found.load), shape);
};

/** The throughput in a test's result; undefined where the test does not measure it. */
export const throughputFoundBy = (result: TestResult): FoundThroughput | undefined =>
  testOf(result).search?.found(result);

/** Whether a test finds the throughput of its data plane and frame size. */
export const findsThroughput = (spec: TestSpec): boolean =>
  testOf(spec).search?.findsThroughput(spec) ?? false;
