import { atValue, type Finding } from '../../document/finding.js';
import { plural } from '../../document/wording.js';
import { inSeconds, type Nanoseconds, type Pps } from '../../model/units.js';
import type { TestPlan } from '../test-plan.js';

/**
 * Rules for a throughput given in a playbook: it holds for one data plane and frame size only, and
 * must not exceed the frame rate of the media. If none is given, the run measures it.
 * @param rule the section that requires the throughput to be measured first
 */
export const throughputRules = (
  {
    throughput,
    frameRate,
  }: { readonly throughput?: Pps | undefined; readonly frameRate?: Pps | undefined },
  { dataPlanes, frameSizes, modifiers }: TestPlan,
  rule: string,
): Finding[] => {
  if (throughput === undefined) return [];
  const cells = [
    plural(dataPlanes.length, 'data plane'),
    plural(frameSizes.length, 'frame size'),
    ...(modifiers.length > 1 ? [plural(modifiers.length, 'modifier')] : []),
  ];
  const oneCell = dataPlanes.length * frameSizes.length * modifiers.length === 1;
  const elsewhere =
    'holds for the one data plane and frame size it was measured at;' +
    ` this playbook has ${cells.join(' and ')} (${rule})`;
  const tooMuch = `must not be more than frameRate: ${throughput} pps is more than ${frameRate} pps (${rule})`;
  return [
    ...(oneCell ? [] : [atValue(['throughput'], elsewhere)]),
    ...(frameRate === undefined || throughput <= frameRate
      ? []
      : [atValue(['throughput'], tooMuch)]),
  ];
};

/** An event in a trial must be before its end. @param key the playbook key of the moment */
export const momentRules = (key: string, moment: Nanoseconds, duration: Nanoseconds): Finding[] =>
  moment < duration
    ? []
    : [
        atValue(
          [key],
          `must be before the trial ends: ${inSeconds(moment)} s is not less than ${inSeconds(duration)} s`,
        ),
      ];
