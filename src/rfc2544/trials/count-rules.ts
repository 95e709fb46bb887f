import { atValue, type Finding } from '../../document/finding.js';
import { inSeconds, type Nanoseconds, type Pps } from '../../model/units.js';
import { tooManyFrames, type LoadPlan } from '../router-loads.js';

/** Rejects a trial with more frames than a generator can count. @param path of the key that makes it so long */
export const countRules = (
  plan: LoadPlan,
  path: readonly PropertyKey[],
  load: Pps,
  duration: Nanoseconds,
): Finding[] => {
  const many = tooManyFrames(plan, load, duration);
  if (many === undefined) return [];
  return [atValue(path, `a trial of ${inSeconds(duration)} s at ${load} pps has ${many}`)];
};
