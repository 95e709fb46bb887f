import { approximately, nanoseconds, type Nanoseconds } from '../../model/units.js';
import { planeName } from '../../rfc2544/sections/context.js';
import { trialCost, type Cost } from '../../session/plan/cost.js';
import type { RunEvent } from '../../session/run/events.js';
import { aheadOf, setUpsAhead } from '../../session/run/outlook/reading.js';
import { type Outlook } from '../../session/run/outlook/outlook.js';

/** How quickly a run progresses. Moments are those of a monotonic clock, in nanoseconds. */
export interface Pace {
  /** When the run began or its last trial ended. */
  readonly since: number;
  /** When the trial began that is running. */
  readonly trialStarted?: number | undefined;
  /** The total time of the trials. */
  readonly spent: number;
  /** What is set up. */
  readonly place?: string | undefined;
  /** What setting up took the last time. */
  readonly setUp: number;
}

/** The moment on a monotonic clock, in nanoseconds. */
export const monotonic = (): number => performance.now() * 1e6;

/** The pace of a run that begins. */
export const paceFrom = (now: number): Pace => ({ since: now, spent: 0, setUp: 0 });

/** The pace after an event of the run at a moment. */
export const paceAfter = (pace: Pace, event: RunEvent, now: number): Pace => {
  if (event.type === 'trial-started') {
    const place = planeName(event.cell);
    const setUp = place === pace.place ? pace.setUp : now - pace.since;
    return { ...pace, place, setUp, trialStarted: now };
  }
  if (event.type === 'trial-ended') {
    const taken = now - (pace.trialStarted ?? now);
    return { ...pace, since: now, trialStarted: undefined, spent: pace.spent + taken };
  }
  if (event.type === 'trial-replayed') {
    return { ...pace, spent: pace.spent + event.result.timing.wall };
  }
  return pace;
};

/** What trials may take at this pace: longer than planned by so much each, or shorter in proportion. */
const atPace = ({ spent }: Pace, made: Cost, cost: Cost): number => {
  if (made.trials === 0) return cost.time;
  const excess = spent - made.time;
  return excess >= 0
    ? cost.time + (excess / made.trials) * cost.trials
    : (cost.time * spent) / made.time;
};

const runningCost = ({ run, current }: Outlook): Cost | undefined =>
  current?.running && trialCost(run.playbook, current.running);

const elapsedIn = ({ trialStarted }: Pace, now: number): number =>
  trialStarted === undefined ? 0 : Math.max(0, now - trialStarted);

/** How long a run will take, if known. */
export const timeLeft = (outlook: Outlook, pace: Pace, now: number): Nanoseconds => {
  const { made } = outlook;
  const running = runningCost(outlook);
  const all = atPace(pace, made, aheadOf(outlook));
  const passed =
    running === undefined ? 0 : Math.min(elapsedIn(pace, now), atPace(pace, made, running));
  return approximately(all - passed + setUpsAhead(outlook) * pace.setUp);
};

/** How much of a run's trials is done, in time, from 0 to 1; grows while a trial is running. */
export const partDone = (outlook: Outlook, pace: Pace, now: number): number => {
  const { made } = outlook;
  const all = made.time + aheadOf(outlook).time;
  const running = runningCost(outlook)?.time ?? nanoseconds(0);
  return all === 0 ? 1 : (made.time + Math.min(elapsedIn(pace, now), running)) / all;
};

/** How long the current trial has been running, and how long it takes at this pace; undefined if none is. */
export const trialTime = (
  outlook: Outlook,
  pace: Pace,
  now: number,
): { readonly elapsed: Nanoseconds; readonly planned: Nanoseconds } | undefined => {
  const running = runningCost(outlook);
  if (running === undefined) return undefined;
  const planned = approximately(atPace(pace, outlook.made, running));
  return { elapsed: approximately(Math.min(elapsedIn(pace, now), planned)), planned };
};
