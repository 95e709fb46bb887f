import { testOf, type TestSpec } from './index.js';

/** A test of a playbook, by its place there. */
export interface PlacedTest {
  readonly spec: TestSpec;
  readonly index: number;
}

const placed = (specs: readonly TestSpec[]): readonly PlacedTest[] =>
  specs.map((spec, index) => ({ spec, index }));

/** The tests that need to know when each frame was sent and when it came. */
export const needingTimestamps = (specs: readonly TestSpec[]): readonly PlacedTest[] =>
  placed(specs).filter(({ spec }) => testOf(spec).timestamps === 'required');

/** The tests that use such times where they can be had. */
export const usingTimestamps = (specs: readonly TestSpec[]): readonly PlacedTest[] =>
  placed(specs).filter(({ spec }) => testOf(spec).timestamps !== 'unused');
