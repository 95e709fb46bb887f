import type { Playbook } from '../../config/playbook.js';
import { measuredNetworks, type OfOneNetwork } from '../../config/networks/networks.js';
import { sum } from '../../model/numbers/sum.js';
import type { TrialRequest } from '../../model/trial.js';
import {
  approximately,
  nanoseconds,
  type BitsPerSecond,
  type Nanoseconds,
} from '../../model/units.js';
import { CALIBRATION_DURATION } from '../../rfc2544/calibration/attempts.js';
import { testOf } from '../../rfc2544/tests/index.js';
import { blockCount } from '../../rfc2544/tests/procedure-of.js';
import { learningTime } from '../../traffic/trial/learning.js';
import { specsAt } from '../run/cell.js';

/** A number of trials, and their duration with the playbook's pauses. */
export interface Cost {
  readonly trials: number;
  readonly time: Nanoseconds;
}

/** The cost of no trial. */
export const NO_COST: Cost = { trials: 0, time: nanoseconds(0) };

/** The sum of costs. */
export const totalCost = (costs: readonly Cost[]): Cost => ({
  trials: sum(costs.map(({ trials }) => trials)),
  time: approximately(sum(costs.map(({ time }) => time))),
});

const pausesOf = ({ trial }: Pick<Playbook, 'trial'>): number =>
  learningTime(trial.learning, trial.learningWait) + trial.residualWait + trial.restabilise;

/** The cost of a trial. */
export const trialCost = (
  playbook: Pick<Playbook, 'trial'>,
  { duration, secondLoad }: Pick<TrialRequest, 'duration' | 'secondLoad'>,
): Cost => ({
  trials: 1,
  time: approximately(duration + (secondLoad?.duration ?? 0) + pausesOf(playbook)),
});

/** The cost of this many calibration trials at each frame size. No learning frames are sent. */
export const calibrationCost = (
  { frameSizes, trial }: Pick<Playbook, 'frameSizes' | 'trial'>,
  each: number,
): Cost => {
  const trials = each * frameSizes.length;
  const time = trials * (CALIBRATION_DURATION + trial.residualWait + trial.restabilise);
  return { trials, time: approximately(time) };
};

/** The maximum cost of a playbook if no trial is invalid. */
export const mostCost = (playbook: Playbook, linkSpeed?: BitsPerSecond): Cost =>
  totalCost(
    measuredNetworks(playbook).map((network) => mostInNetwork(network.playbook, linkSpeed)),
  );

const mostInNetwork = (playbook: OfOneNetwork, linkSpeed: BitsPerSecond | undefined): Cost => {
  const { duration, warmUp } = playbook.trial;
  const warming = warmUp === 0 ? NO_COST : trialCost(playbook, { duration: warmUp });
  const specs = playbook.frameSizes.flatMap((size) => specsAt(playbook, size, linkSpeed));
  const once = specs.flatMap((spec): readonly Cost[] => {
    const { most, longest } = testOf(spec).extent(spec, duration);
    const each = trialCost(playbook, { duration: longest }).time;
    // Each block warms up.
    const warmUps = playbook.order === 'interleaved' ? blockCount(spec) : 1;
    return [
      ...Array.from({ length: warmUps }, () => warming),
      { trials: most, time: approximately(most * each) },
    ];
  });
  const { trials, time } = totalCost(once);
  const times = playbook.dataPlanes.length * playbook.modifiers.length;
  return { trials: times * trials, time: approximately(times * time) };
};
