import { lineRate } from '../../model/frame.js';
import { pps, type BitsPerSecond, type Bytes, type Pps } from '../../model/units.js';
import { mostCarried, type LoadPlan } from '../router-loads.js';
import type { LinkLoad, ThroughputLoad } from './definition.js';
import { testOf, type TestName, type TestSpec } from './index.js';

type OpenLoad = LinkLoad | ThroughputLoad;
/** Loads that an entry may leave open. */
type Loads = { readonly test: TestName } & Readonly<Partial<Record<OpenLoad, Pps>>>;

const given = (spec: Loads, load: OpenLoad): Pps | undefined => spec[load];

const withLoad = (spec: TestSpec, load: OpenLoad, value: Pps): TestSpec => ({
  ...spec,
  [load]: value,
});

/** Which load an entry leaves to the link speed; undefined if it leaves none. */
export const loadFromLinkSpeed = (spec: TestSpec): LinkLoad | undefined => {
  const { linkLoad } = testOf(spec);
  return linkLoad === undefined || given(spec, linkLoad) !== undefined ? undefined : linkLoad;
};

/** Which load an entry leaves to a test before it, which finds the throughput; undefined if none. */
export const loadFromThroughput = (spec: TestSpec): ThroughputLoad | undefined => {
  const { atThroughput } = testOf(spec);
  const load = atThroughput?.isElsewhere?.(spec) === true ? undefined : atThroughput?.load;
  return load === undefined || given(spec, load) !== undefined ? undefined : load;
};

/**
 * An entry at one frame size, with the load that it leaves to the link speed.
 * @param maximum the line rate for such frames; undefined if the testbed does not say
 * @throws RangeError if it is needed and not known, which the rules of a playbook rule out
 */
export const withMaximumLoad = (spec: TestSpec, maximum: Pps | undefined): TestSpec => {
  const load = loadFromLinkSpeed(spec);
  if (load === undefined) return spec;
  if (maximum === undefined) throw new RangeError(`${load} is not known`);
  return withLoad(spec, load, maximum);
};

/** An entry with the throughput that a test before it found, if it leaves its load to that. */
export const withThroughput = (spec: TestSpec, throughput: Pps): TestSpec => {
  const load = loadFromThroughput(spec);
  return load === undefined ? spec : withLoad(spec, load, throughput);
};

/** The highest load that a plan's links carry at a frame size; undefined if their speed is not known. */
export const maximumOf = (
  plan: LoadPlan,
  frameSize: Bytes,
  linkSpeed: BitsPerSecond | undefined,
): Pps | undefined => linkSpeed && mostCarried(plan, lineRate(frameSize, linkSpeed));

/** The highest load of an entry that leaves none open. */
export const highestLoad = (spec: TestSpec): Pps =>
  pps(
    Math.max(
      ...testOf(spec)
        .loads(spec)
        .map(([load]) => load),
    ),
  );
