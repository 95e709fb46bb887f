import { z } from 'zod';
import type { DeepReadonly } from '../../model/deep-readonly.js';
import type { WithRates } from '../../document/stated-load.js';
import { backToBackTest } from './back-to-back/index.js';
import type { Test } from './definition.js';
import { dropReasonsTest } from './drop-reasons/index.js';
import { frameLossRateTest } from './frame-loss-rate/index.js';
import { latencyTest } from './latency/index.js';
import { loadSweepTest } from './load-sweep/index.js';
import { mlrSearchTest } from './mlrsearch/index.js';
import { resetTest } from './reset/index.js';
import { soakTest } from './soak/index.js';
import { systemRecoveryTest } from './system-recovery/index.js';
import { throughputTest } from './throughput/index.js';

/** All tests that a playbook can ask for, one a line, in the order of a report. */
const TESTS = [
  loadSweepTest,
  throughputTest,
  mlrSearchTest,
  latencyTest,
  frameLossRateTest,
  backToBackTest,
  systemRecoveryTest,
  resetTest,
  soakTest,
  dropReasonsTest,
] as const;

const [first, ...others] = TESTS;

/** An entry of a playbook's procedures; `test` names the test. */
export const testSpecSchema = z.discriminatedUnion('test', [
  first.specSchema,
  ...others.map(({ specSchema }) => specSchema),
]);

/** The result of a test; `test` names it. */
export const testResultSchema = z.discriminatedUnion('test', [
  first.resultSchema,
  ...others.map(({ resultSchema }) => resultSchema),
]);

/** An entry as it is written: loads may be in proportion to the reference. */
export type StatedTestSpec = z.output<typeof testSpecSchema>;
/** An entry with every load that it states as a rate. */
export type TestSpec = WithRates<StatedTestSpec>;
export type TestResult = DeepReadonly<z.output<typeof testResultSchema>>;
export type TestName = TestSpec['test'];

/** The names of all tests. */
export const testName = z.enum(TESTS.map(({ name }) => name));

/** A test without its specific types. */
export type AnyTest = Test<TestSpec, TestResult> & { readonly name: TestName };

/** All tests, in the order of the table. */
export const ALL_TESTS: readonly AnyTest[] = TESTS;

/** The test that an entry of a playbook asks for, or that a result is of. */
export const testOf = ({ test }: { readonly test: TestName }): AnyTest => {
  const found = ALL_TESTS.find(({ name }) => name === test);
  if (found === undefined) throw new RangeError(`no test is called ${test}`);
  return found;
};
