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

/** How many trials, and how long they take with the pauses that the playbook asks for. */
export interface Cost {
  readonly trials: number;
  readonly time: Nanoseconds;
}

/** Of no trial. */
export const NO_COST: Cost = { trials: 0, time: nanoseconds(0) };

/** The costs together. */
export const costsTogether = (costs: readonly Cost[]): Cost => ({
  trials: sum(costs.map(({ trials }) => trials)),
  time: approximately(sum(costs.map(({ time }) => time))),
});

const pausesOf = ({ trial }: Pick<Playbook, 'trial'>): number =>
  learningTime(trial.learning, trial.learningWait) + trial.residualWait + trial.restabilise;

/** The duration of a trial. */
export const trialCost = (
  playbook: Pick<Playbook, 'trial'>,
  { duration, secondLoad }: Pick<TrialRequest, 'duration' | 'secondLoad'>,
): Cost => ({
  trials: 1,
  time: approximately(duration + (secondLoad?.duration ?? 0) + pausesOf(playbook)),
});

/** What so many calibration trials at each frame size take. No learning frames are sent. */
export const calibrationCost = (
  { frameSizes, trial }: Pick<Playbook, 'frameSizes' | 'trial'>,
  each: number,
): Cost => {
  const trials = each * frameSizes.length;
  const time = trials * (CALIBRATION_DURATION + trial.residualWait + trial.restabilise);
  return { trials, time: approximately(time) };
};

/** The maximum for a playbook when no trial is invalid. */
export const mostCost = (playbook: Playbook, linkSpeed?: BitsPerSecond): Cost =>
  costsTogether(
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
  const { trials, time } = costsTogether(once);
  const times = playbook.dataPlanes.length * playbook.modifiers.length;
  return { trials: times * trials, time: approximately(times * time) };
};
