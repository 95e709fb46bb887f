import { atValue, type Finding } from '../document/finding.js';
import { LONGEST_INTERVAL } from '../model/network/stream-loads.js';
import { intendedFrames } from '../model/trial.js';
import { inMilliseconds, inSeconds, pps, type Nanoseconds, type Pps } from '../model/units.js';
import { missingFrames, ownLoad, tooFarApart, tooManyFrames } from '../rfc2544/router-loads.js';
import type { NamedLoad } from '../rfc2544/tests/definition.js';
import { testOf, type TestSpec } from '../rfc2544/tests/index.js';
import {
  loadFromLinkSpeed,
  loadFromThroughput,
  withThroughput,
} from '../rfc2544/tests/open-loads.js';
import { findsThroughput } from '../rfc2544/tests/procedure-of.js';
import type { Playbook } from './playbook.js';

const loadsOf = (spec: TestSpec): readonly number[] =>
  testOf(spec)
    .loads(spec)
    .map(([load]) => load);

/** The frames that a trial divides among streams: exact or rounded to whole frames, whichever is less. */
const framesOf = (load: Pps, duration: Nanoseconds): number =>
  Math.min(load * inSeconds(duration), intendedFrames({ intendedLoad: load, duration }));

/** Why a trial cannot give every stream its share; trials without a duration are not checked. */
const problemOf = (
  playbook: Playbook,
  load: Pps,
  duration: Nanoseconds | undefined,
): string | undefined => {
  const own = ownLoad(playbook);
  if (own > 0 && load <= own) {
    return `${load} pps leave nothing to share: routers have fixed loads of ${own} pps in total (routers.traffic)`;
  }
  const apart = tooFarApart(playbook, load);
  if (apart !== undefined) {
    return `at ${load} pps ${apart}; a generator waits at most ${LONGEST_INTERVAL / 1e9} s`;
  }
  if (duration === undefined || duration === 0) return undefined;
  const many = tooManyFrames(playbook, load, duration);
  if (many !== undefined) return `a trial of ${inSeconds(duration)} s at ${load} pps has ${many}`;
  const missing = missingFrames(playbook, load, framesOf(load, duration));
  return missing && `a trial of ${inMilliseconds(duration)} ms at ${load} pps has ${missing}`;
};

/**
 * An entry with the lowest throughput that the searches before it may find, if it takes its load from
 * them. Only relevant if routers have fixed loads: half of the throughput may be less than those.
 */
const atLeastThroughput = (
  playbook: Playbook,
  spec: TestSpec,
  before: readonly TestSpec[],
): TestSpec => {
  const searched = before.filter(findsThroughput).flatMap(loadsOf);
  return ownLoad(playbook) === 0 || searched.length === 0
    ? spec
    : withThroughput(spec, pps(Math.min(...searched)));
};

/** The lowest load of an entry, if it is known: none of its loads is open, and its rules hold. */
const lowestLoads = (playbook: Playbook, spec: TestSpec): readonly NamedLoad[] => {
  const test = testOf(spec);
  const open = loadFromLinkSpeed(spec) ?? loadFromThroughput(spec);
  if (open !== undefined || test.rules(spec, playbook).length > 0) return [];
  const lowest = test.lowestLoad?.(spec);
  return lowest === undefined ? [] : [lowest];
};

/**
 * Loads of an entry that leave a router, or one of its streams, without frames.
 * @param before the entries before it, one of which may find the throughput
 */
export const loadFindings = (
  playbook: Playbook,
  spec: TestSpec,
  before: readonly TestSpec[],
): readonly Finding[] => {
  const test = testOf(spec);
  const duration = test.shortestTrial(spec, playbook);
  const check = (loads: readonly NamedLoad[]): readonly Finding[] =>
    loads.flatMap(([load, path]) => {
      const problem = problemOf(playbook, load, duration);
      return problem === undefined ? [] : [atValue(path, problem)];
    });
  const given = check(test.loads(spec));
  return given.length > 0
    ? given
    : check(lowestLoads(playbook, atLeastThroughput(playbook, spec, before)));
};

/** A warm-up, at the highest load of each of some entries, that leaves a stream without frames. */
export const warmUpFindings = (
  playbook: Playbook,
  specs: readonly TestSpec[],
): readonly Finding[] => {
  const highest = specs.flatMap((spec) => {
    const loads = loadsOf(spec);
    return loads.length === 0 ? [] : [Math.max(...loads)];
  });
  const { warmUp } = playbook.trial;
  if (highest.length === 0 || warmUp === 0) return [];
  const problem = problemOf(playbook, pps(Math.min(...highest)), warmUp);
  return problem === undefined ? [] : [atValue(['trial', 'warmUp'], problem)];
};
