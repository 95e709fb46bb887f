import { elapsed, type Clock } from '../../../../host/clock.js';
import type { Watch } from '../../../../model/concurrency/watch.js';
import { reasonOf } from '../../../../model/failure.js';
import {
  withoutFigures,
  type InvalidReason,
  type TrialOutcome,
  type TrialRequest,
} from '../../../../model/trial.js';
import type { Nanoseconds } from '../../../../model/units.js';
import type { Measurer } from '../../../../rfc2544/measurer.js';
import { suspension } from '../../../../traffic/processors/standstill.js';
import { aftermathOf, aftermathOfBreak, isBreak, reasonsFor, type Aftermath } from './breaks.js';
import { beyondLimits, type RepairCount } from './limits.js';

/** The machines after a trial that broke. */
export interface Found {
  /** Machines that have restarted, by name. */
  readonly restarted: readonly string[];
  /** Whether a machine had to be reconnected. */
  readonly reconnected: boolean;
  /** Why a machine is no longer usable; absent if all answer and none sends. */
  readonly failure?: unknown;
}

/** How to recover from a trial that broke. */
export interface Repairs {
  /** Waits until every machine answers, and stops any that still sends. Never throws. */
  readonly awaitMachines: (signal: AbortSignal) => Promise<Found>;
  /** Restores the setup where it differs. @throws Failure; Interrupted */
  readonly setUpAgain: (aftermath: Aftermath, signal: AbortSignal) => Promise<void>;
  /** Archives the machines' recent kernel logs. @throws if they cannot be archived */
  readonly keepLogs: (length: Nanoseconds, restarted: readonly string[]) => Promise<void>;
  /** Notes that the DUT may have been restarted on purpose. Never throws. */
  readonly noteRestart: (signal: AbortSignal) => Promise<void>;
  readonly standstill: Watch<Nanoseconds>;
  readonly count: RepairCount;
  readonly clock: Clock;
  readonly announce: (text: string) => void;
}

const textOf = (reasons: readonly InvalidReason[]): string =>
  reasons.map(({ code, detail }) => `${code} (${detail})`).join('; ');

/** How a trial ended: with an outcome, or with an error. */
type Ended = { readonly outcome: TrialOutcome } | { readonly error: unknown };

/**
 * Runs trials so that the failure of a machine or its connection does not end the run: such a trial is
 * invalid and has no figures, the machines are awaited and set up again, and the procedure repeats it. If
 * the repair fails, the next trial throws that, as this one has to be journaled first.
 * @throws Failure beyond the limits, or if a machine does not come back; other errors of the measurer
 */
export const repairedTrials = (measurer: Measurer, repairs: Repairs): Measurer => {
  const { awaitMachines, setUpAgain, keepLogs, count, clock, announce } = repairs;
  let failed: { readonly error: unknown } | undefined;

  const endOf = (trial: TrialRequest, signal: AbortSignal): Promise<Ended> =>
    measurer.measure(trial, signal).then(
      (outcome) => ({ outcome }),
      (error: unknown) => ({ error }),
    );

  const repair = async (
    { reasons, aftermath, began }: Repair,
    { restarted, failure }: Found,
    signal: AbortSignal,
  ): Promise<void> => {
    count.inARow += 1;
    count.inAll += 1;
    await keepLogs(elapsed(began, clock.now()), restarted);
    const beyond = failure ?? beyondLimits(count, textOf(reasons));
    if (beyond !== undefined) {
      failed = { error: beyond };
      return;
    }
    announce('restoring the lost setup');
    await setUpAgain(aftermath, signal).catch((error: unknown) => {
      failed = { error };
    });
  };

  const afterError = async (
    error: unknown,
    { trial, began, standstill }: Broken,
    signal: AbortSignal,
  ): Promise<TrialOutcome> => {
    if (signal.aborted) throw error;
    announce(`the trial broke: ${reasonOf(error).split('\n', 1).join('')}; checking the machines`);
    const found = await awaitMachines(signal);
    const { restarted, reconnected, failure } = found;
    const broke = isBreak(error) || reconnected || restarted.length > 0 || failure !== undefined;
    if (!broke) throw error;
    const reasons = [...suspension(standstill), ...reasonsFor(error, restarted)];
    const outcome = withoutFigures(trial, reasons, elapsed(began, clock.now()));
    const aftermath = aftermathOfBreak(error, trial.reset !== undefined);
    await repair({ reasons, aftermath, began }, found, signal);
    return outcome;
  };

  const afterOutcome = async (
    outcome: TrialOutcome,
    { trial, began }: Broken,
    signal: AbortSignal,
  ): Promise<void> => {
    if (trial.reset !== undefined) await repairs.noteRestart(signal);
    const aftermath = aftermathOf(outcome);
    if (aftermath === 'nothing' || outcome.validity.state === 'valid') {
      count.inARow = 0;
    } else if (aftermath === 'logs') {
      count.inARow = 0;
      await keepLogs(elapsed(began, clock.now()), []);
    } else {
      const { reasons } = outcome.validity;
      announce(`the trial is invalid: ${textOf(reasons)}`);
      await repair({ reasons, aftermath, began }, { restarted: [], reconnected: false }, signal);
    }
  };

  return {
    measure: async (trial, signal) => {
      if (failed !== undefined) throw failed.error;
      const began = clock.now();
      const { result, found } = await repairs.standstill(() => endOf(trial, signal), signal);
      const broken = { trial, began, standstill: found };
      if ('error' in result) return afterError(result.error, broken, signal);
      await afterOutcome(result.outcome, broken, signal);
      return result.outcome;
    },
  };
};

/** A trial that broke. */
interface Broken {
  readonly trial: TrialRequest;
  readonly began: Nanoseconds;
  /** An upper bound of the time for which the controller was suspended meanwhile. */
  readonly standstill: Nanoseconds;
}

/** What must be repaired after it. */
interface Repair extends Pick<Broken, 'began'> {
  readonly reasons: readonly InvalidReason[];
  readonly aftermath: Aftermath;
}
