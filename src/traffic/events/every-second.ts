import { Interrupted } from '../../model/failure.js';
import { nanoseconds, seconds } from '../../model/units.js';
import type { Clock } from '../../host/clock.js';

/** A task that runs once a second while test frames flow, with the number of earlier runs. */
export type EverySecond = (turn: number, signal: AbortSignal) => Promise<void>;

const SECOND = seconds(1);

/** Runs it at the start of each second until stopped; a run that has started is completed. */
const repeatedly = async (
  task: EverySecond,
  clock: Clock,
  signal: AbortSignal,
  stop: AbortSignal,
): Promise<void> => {
  for (let turn = 0; !stop.aborted; turn += 1) {
    const began = clock.now();
    await task(turn, signal);
    const left = Math.max(0, began + SECOND - clock.now());
    await clock.pause(nanoseconds(left), stop).catch((error: unknown) => {
      if (!(error instanceof Interrupted)) throw error;
    });
  }
};

/**
 * Does some work, and a task once a second until it is done.
 * @throws what the work throws, else what the task throws
 */
export const withTask = async <Result>(
  task: EverySecond | undefined,
  clock: Clock,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> => {
  if (task === undefined) return work();
  const stop = new AbortController();
  const running = repeatedly(task, clock, signal, AbortSignal.any([signal, stop.signal])).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const result = await work().finally(() => {
    stop.abort();
  });
  const failed = await running;
  if (failed !== undefined) throw failed.error;
  return result;
};
