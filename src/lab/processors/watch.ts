import type { Clock } from '../../host/clock.js';
import { Interrupted } from '../../model/failure.js';
import type { LabProcessors } from '../../model/trial.js';
import { seconds } from '../../model/units.js';
import type { Watch } from '../../model/concurrency/watch.js';
import { labProcessorsOf } from './lab-processors.js';
import type { ProcessorSample } from './sample.js';

const INTERVAL = seconds(1);

/** Takes a sample a second until stopped. */
const sampleEverySecond = async (
  take: () => Promise<void>,
  clock: Clock,
  stop: AbortSignal,
): Promise<void> => {
  try {
    for (;;) {
      await clock.pause(INTERVAL, stop);
      await take();
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  }
};

/**
 * Watches what a lab has of this computer.
 * @param sample what `sampleProcessors` does; if it fails, nothing is found: a machine that has ended is
 * noticed by its connection, and not every kernel counts the time of threads
 */
export const labWatch =
  (sample: () => Promise<ProcessorSample>, clock: Clock): Watch<LabProcessors | undefined> =>
  async (work, signal) => {
    const samples: ProcessorSample[] = [];
    const failures: unknown[] = [];
    const take = async (): Promise<void> => {
      try {
        samples.push(await sample());
      } catch (error) {
        failures.push(error);
      }
    };
    const stop = new AbortController();
    await take();
    const sampling = sampleEverySecond(take, clock, AbortSignal.any([signal, stop.signal]));
    const result = await work().finally(async () => {
      stop.abort();
      await sampling;
    });
    await take();
    return { result, found: failures.length === 0 ? labProcessorsOf(samples) : undefined };
  };
