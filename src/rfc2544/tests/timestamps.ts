import { testOf, type TestSpec } from './index.js';

/** A test of a playbook, by its place there. */
export interface PlacedTest {
  readonly spec: TestSpec;
  readonly index: number;
}

const placed = (specs: readonly TestSpec[]): readonly PlacedTest[] =>
  specs.map((spec, index) => ({ spec, index }));

/** The tests that need per-frame timestamps. */
export const needingTimestamps = (specs: readonly TestSpec[]): readonly PlacedTest[] =>
  placed(specs).filter(({ spec }) => testOf(spec).timestamps === 'required');

/** The tests that use per-frame timestamps if available. */
export const usingTimestamps = (specs: readonly TestSpec[]): readonly PlacedTest[] =>
  placed(specs).filter(({ spec }) => testOf(spec).timestamps !== 'unused');
