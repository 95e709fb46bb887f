import { Failure } from '../../../model/failure.js';
import type { LoadChange, TrialRequest, TrialResult } from '../../../model/trial.js';
import { nanoseconds, pps, type Bytes, type Nanoseconds, type Pps } from '../../../model/units.js';
import { attempt, RETRIES } from '../../trials/attempt.js';
import type { Procedure } from '../../trials/procedure.js';
import { checkRepeats, repeatedTime } from '../../at-throughput/repeats.js';
import type { SystemRecoveryOutcome, SystemRecoveryResult } from './result.js';

/** The parameters of a system recovery test. */
export interface SystemRecoveryGoal {
  /** The media's maximum frame rate at the frame size. */
  readonly frameRate: Pps;
  /** Measured before, at the same frame size. */
  readonly throughput: Pps;
  /** How long the DUT is overloaded; RFC 2544 section 26.5 asks for 60 s or more. */
  readonly overload: Nanoseconds;
  /** How long it is observed afterwards. */
  readonly observation: Nanoseconds;
  readonly repeats: number;
}

/** How far above the throughput an overload is. */
export const OVERLOAD = 0.1;

/** The overload: 110 % of the throughput, at most the media's frame rate. */
const overloadOf = ({
  throughput,
  frameRate,
}: Pick<SystemRecoveryGoal, 'throughput' | 'frameRate'>): Pps =>
  pps(Math.min(throughput * (1 + OVERLOAD), frameRate));

/** The load after it. */
export const reducedLoadOf = (goal: Pick<SystemRecoveryGoal, 'throughput' | 'frameRate'>): Pps =>
  pps(overloadOf(goal) / 2);

const requestOf = (frameSize: Bytes, goal: SystemRecoveryGoal): TrialRequest => {
  const intendedLoad = overloadOf(goal);
  return {
    frameSize,
    intendedLoad,
    duration: goal.overload,
    secondLoad: { intendedLoad: reducedLoadOf(goal), duration: goal.observation },
  };
};

/**
 * When the last frame was lost, and the load was changed. @throws Failure if the measurer does not
 * report it
 */
const momentsOf = ({
  lastLoss,
  loadChange,
}: TrialResult): { readonly lastLoss: Nanoseconds | null; readonly loadChange: LoadChange } => {
  if (lastLoss !== undefined && loadChange !== undefined) return { lastLoss, loadChange };
  throw new Failure({
    attempted: 'measuring how long the DUT takes to recover from an overload',
    got: 'the trial does not report when the last frame was lost',
    remedy: 'use a generator and a sink that number and timestamp frames',
  });
};

/**
 * System recovery (RFC 2544 section 26.5): an overload, then half of it at once. The recovery time
 * is from the change of load to the last frame lost, by the times at which frames were offered. Its
 * error is at most the time that the change took plus the time between two frames of a port at the
 * reduced load.
 * @throws RangeError if nothing is to be repeated
 * @throws Failure if the measurer does not report when frames were lost
 */
export function* systemRecovery(
  frameSize: Bytes,
  goal: SystemRecoveryGoal,
  retries = RETRIES,
): Procedure<SystemRecoveryResult> {
  checkRepeats(goal.repeats);
  const request = requestOf(frameSize, goal);
  const outcome = yield* outcomeOf(request, goal, retries);
  const overloadLoad = request.intendedLoad;
  return { test: 'system-recovery', overloadLoad, reducedLoad: reducedLoadOf(goal), outcome };
}

function* outcomeOf(
  request: TrialRequest,
  { repeats }: SystemRecoveryGoal,
  retries: number,
): Procedure<SystemRecoveryOutcome> {
  const times: Nanoseconds[] = [];
  const trials: number[] = [];
  let [accuracy, lowerBoundOnly] = [0, 0];
  while (times.length < repeats) {
    const tried = yield* attempt(request, retries);
    if (tried.state === 'undecided') return { state: 'undecided', causes: [...tried.reasons] };
    const { sequence, result } = tried.trial;
    const { lastLoss, loadChange } = momentsOf(result);
    if (lastLoss === null) return { state: 'not-overloaded' };
    const { before, after, gap } = loadChange;
    times.push(nanoseconds(Math.max(0, lastLoss - after)));
    accuracy = Math.max(accuracy, after - before + gap);
    // Rounding moves a time by less than another gap.
    if (lastLoss > result.offeredDuration - 2 * gap) lowerBoundOnly += 1;
    trials.push(sequence);
  }
  const bound = nanoseconds(accuracy);
  return { state: 'measured', ...repeatedTime(times), lowerBoundOnly, accuracy: bound, trials };
}

/** How many trials a system recovery test takes when none is invalid. */
export const systemRecoveryTrials = ({ repeats }: Pick<SystemRecoveryGoal, 'repeats'>): number =>
  repeats;
