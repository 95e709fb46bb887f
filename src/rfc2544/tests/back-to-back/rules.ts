import { atValue, type Finding } from '../../../document/finding.js';
import { plural } from '../../../document/wording.js';
import { inMilliseconds } from '../../../model/units.js';
import { countRules } from '../../trials/count-rules.js';
import { missingFrames } from '../../router-loads.js';
import type { TestPlan } from '../../test-plan.js';
import type { AtLinkSpeed } from '../definition.js';
import { longestBurstFrames, type BackToBackSpec } from './playbook.js';

/** The search keeps every candidate length in memory. */
const MOST_LENGTHS = 1_000_000;

/** Why a test has no bursts to try at one frame size. */
export const burstRules = (spec: AtLinkSpeed<BackToBackSpec>, plan: TestPlan): Finding[] => {
  const { step, longestBurst, frameRate } = spec;
  const longest = longestBurstFrames(spec);
  const missing = missingFrames(plan, frameRate, step);
  if (missing !== undefined) {
    return [atValue(['step'], `a burst of ${plural(step, 'frame')} has ${missing}`)];
  }
  if (step > longest) {
    const burst = `${inMilliseconds(longestBurst)} ms at ${frameRate} pps is ${plural(longest, 'frame')}`;
    return [atValue(['longestBurst'], `must be at least a step of ${step}: ${burst}`)];
  }
  const many = countRules(plan, ['longestBurst'], frameRate, longestBurst);
  if (many.length > 0) return many;
  const lengths = Math.floor(longest / step);
  if (lengths <= MOST_LENGTHS) return [];
  const message =
    `has ${lengths} lengths in steps of ${step}; at most ${MOST_LENGTHS} can be searched:` +
    ' use a longer step';
  return [atValue(['longestBurst'], message)];
};
