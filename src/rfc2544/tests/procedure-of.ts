import type { Nanoseconds } from '../../model/units.js';
import type { FoundThroughput } from '../at-throughput/found-throughput.js';
import { asOneBlock, eachBlock, inOneGo, type Blocks } from '../trials/blocks.js';
import { throughRoutersInTurn, turns } from '../trials/in-turn.js';
import type { Procedure, TrialShape } from '../trials/procedure.js';
import { warmedUp } from '../trials/warm-up.js';
import { testOf, type TestResult, type TestSpec } from './index.js';
import { highestLoad, loadFromThroughput, withThroughput } from './open-loads.js';

/** The fixed part of a test's trials, and the length of the warm-up trial. */
export type TestShape = TrialShape & {
  readonly warmUp: Nanoseconds;
  /** The number of routers that take turns, one per trial; absent if they do not. */
  readonly routersInTurn?: number | undefined;
  /** Whether a test that supports it runs repeat by repeat; default: in one go. */
  readonly inBlocks?: boolean | undefined;
};

/** What comes with the trials of a test: a warm-up before them, and routers that take turns. */
const accompanied = (spec: TestSpec, { warmUp, routersInTurn, frameSize }: TestShape) => {
  const nextTurn = turns();
  return <Result>(procedure: Procedure<Result>): Procedure<Result> => {
    const trials = warmedUp(procedure, frameSize, {
      duration: warmUp,
      intendedLoad: highestLoad(spec),
    });
    return routersInTurn === undefined
      ? trials
      : throughRoutersInTurn(trials, routersInTurn, nextTurn);
  };
};

/** The fixed part of the trials themselves. */
const trialShape = ({ frameSize, duration, pacing, atOnce }: TestShape): TrialShape => ({
  ...{ frameSize, duration, pacing, atOnce },
});

const made = (spec: TestSpec, shape: TestShape): Procedure<TestResult> =>
  accompanied(spec, shape)(testOf(spec).procedure(spec, trialShape(shape)));

/** A test that cannot be run has no trials. */
// eslint-disable-next-line require-yield
function* notMade(result: TestResult): Procedure<TestResult> {
  return result;
}

/** In one go. */
const wholeOf = (
  spec: TestSpec,
  shape: TestShape,
  found: FoundThroughput | undefined,
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

/** How many blocks a test has: one if it runs in one go. */
export const blockCount = (spec: TestSpec): number => testOf(spec).blocks?.count(spec) ?? 1;

/** Whether a playbook entry runs block by block; otherwise in one go. */
export const isInBlocks = (spec: TestSpec, { inBlocks }: Pick<TestShape, 'inBlocks'>): boolean =>
  inBlocks === true && blockCount(spec) > 1;

/**
 * The trials of a playbook entry block by block. Each block begins with a warm-up trial if one is
 * configured: the data plane has been set up again by then.
 * @throws RangeError as `procedureOf` does
 */
export const blocksOf = (
  spec: TestSpec,
  shape: TestShape,
  found?: FoundThroughput,
): Blocks<TestResult> => {
  const { blocks } = testOf(spec);
  return blocks !== undefined && isInBlocks(spec, shape)
    ? eachBlock(blocks.procedure(spec, trialShape(shape)), accompanied(spec, shape))
    : asOneBlock(wholeOf(spec, shape, found));
};

/**
 * The trials of a playbook entry in sequence, after a warm-up trial if one is configured.
 * @param spec at one frame size: no load is left to the link speed
 * @param found the throughput that a test before it found, for an entry that leaves its load to
 * that
 * @throws RangeError if it does and none was looked for, which the rules of a playbook rule out
 */
export const procedureOf = (
  spec: TestSpec,
  shape: TestShape,
  found?: FoundThroughput,
): Procedure<TestResult> => inOneGo(blocksOf(spec, shape, found));

/** The throughput in a test's result; undefined if the test does not measure it. */
export const throughputFoundBy = (result: TestResult): FoundThroughput | undefined =>
  testOf(result).search?.found(result);

/** Whether a test finds the throughput of its data plane and frame size. */
export const findsThroughput = (spec: TestSpec): boolean =>
  testOf(spec).search?.findsThroughput(spec) ?? false;
