import type { Nanoseconds } from '../../model/units.js';
import type { FoundThroughput } from '../at-throughput/found-throughput.js';
import type { Procedure, TrialShape } from '../trials/procedure.js';
import { warmedUp } from '../trials/warm-up.js';
import { testOf, type TestResult, type TestSpec } from './index.js';
import { highestLoad, loadFromThroughput, withThroughput } from './open-loads.js';

/** What a playbook fixes for all trials of a test, and the length of the one before them. */
export type TestShape = TrialShape & { readonly warmUp: Nanoseconds };

const made = (spec: TestSpec, { warmUp, ...shape }: TestShape): Procedure<TestResult> =>
  warmedUp(testOf(spec).procedure(spec, shape), shape.frameSize, {
    duration: warmUp,
    intendedLoad: highestLoad(spec),
  });

/** A test that is not made has no trial. */
// eslint-disable-next-line require-yield
function* notMade(result: TestResult): Procedure<TestResult> {
  return result;
}

/**
 * The trials that an entry of a playbook wants, one after the other; first one to warm up, if asked for.
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

/** The throughput that a test's result tells of; undefined where it was not looked for. */
export const throughputFoundBy = (result: TestResult): FoundThroughput | undefined =>
  testOf(result).search?.found(result);

/** Whether a test finds the throughput of its data plane and frame size. */
export const findsThroughput = (spec: TestSpec): boolean =>
  testOf(spec).search?.findsThroughput(spec) ?? false;
