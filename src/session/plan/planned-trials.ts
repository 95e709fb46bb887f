import type { Playbook } from '../../config/playbook.js';
import type { BitsPerSecond } from '../../model/units.js';
import { testOf, type TestSpec } from '../../rfc2544/tests/index.js';
import { learningTime } from '../../traffic/trial/learning.js';
import { specsAt } from '../run/cell.js';

/** The sum over all cells. */
const overall = (
  playbook: Playbook,
  linkSpeed: BitsPerSecond | undefined,
  perCell: (spec: TestSpec) => number,
): number => {
  const cells = playbook.frameSizes.flatMap((size) => specsAt(playbook, size, linkSpeed));
  const times = playbook.dataPlanes.length * playbook.modifiers.length;
  return times * cells.map(perCell).reduce((sum, each) => sum + each, 0);
};

/** The most trials a playbook takes when none is invalid. */
export const plannedTrials = (playbook: Playbook, linkSpeed?: BitsPerSecond): number => {
  const { warmUp, duration } = playbook.trial;
  const warmUps = warmUp === 0 ? 0 : 1;
  return overall(playbook, linkSpeed, (spec) => testOf(spec).extent(spec, duration).most + warmUps);
};

/** How long all trials of a playbook take at most, with the pauses it asks for. */
export const plannedSeconds = (playbook: Playbook, linkSpeed?: BitsPerSecond): number => {
  const { duration, warmUp, learning, learningWait, residualWait, restabilise } = playbook.trial;
  const pauses = learningTime(learning, learningWait) + residualWait + restabilise;
  const warming = warmUp === 0 ? 0 : warmUp + pauses;
  return overall(playbook, linkSpeed, (spec) => {
    const { most, longest } = testOf(spec).extent(spec, duration);
    return (most * (longest + pauses) + warming) / 1e9;
  });
};
