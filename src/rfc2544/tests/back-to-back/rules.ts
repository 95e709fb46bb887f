import { atValue, type Finding } from '../../../document/finding.js';
import { plural } from '../../../document/wording.js';
import { inMilliseconds } from '../../../model/units.js';
import { sendingPorts, type TestPlan } from '../../test-plan.js';
import type { AtLinkSpeed } from '../definition.js';
import { longestBurstFrames, type BackToBackSpec } from './playbook.js';

/** A search holds every length it may try. */
const MOST_LENGTHS = 1_000_000;

/** What keeps a test from having bursts to try, at one frame size. */
export const burstRules = (spec: AtLinkSpeed<BackToBackSpec>, plan: TestPlan): Finding[] => {
  const { step, longestBurst, frameRate } = spec;
  const longest = longestBurstFrames(spec);
  const ports = sendingPorts(plan);
  if (step < ports) {
    const burst = plural(step, 'frame');
    return [
      atValue(['step'], `a burst of ${burst} has no frame to send on each of ${ports} ports`),
    ];
  }
  if (step > longest) {
    const burst = `${inMilliseconds(longestBurst)} ms at ${frameRate} pps is ${plural(longest, 'frame')}`;
    return [atValue(['longestBurst'], `must be as long as a step of ${step}: ${burst}`)];
  }
  const lengths = Math.floor(longest / step);
  if (lengths <= MOST_LENGTHS) return [];
  const message =
    `has ${lengths} lengths in steps of ${step}; at most ${MOST_LENGTHS} can be searched:` +
    ' take a longer step';
  return [atValue(['longestBurst'], message)];
};
