import { cpusUse } from '../../linux/machine/cpu-use.js';
import { TICK } from '../../linux/proc/cpu-times.js';
import type { LabProcessors, LabThread } from '../../model/trial.js';
import { clampToZero, seconds, type Nanoseconds } from '../../model/units.js';
import { sum } from '../../model/numbers/sum.js';
import type { ProcessorSample } from './sample.js';

/** Shorter parts of a window are inaccurate, as this computer counts in ticks of 10 ms. */
const SHORTEST_WINDOW = seconds(0.5);

/** The processor time that programs other than the lab and vrbench used between two samples. */
export const usedByOthers = (before: ProcessorSample, after: ProcessorSample): Nanoseconds => {
  const busy = (sample: ProcessorSample): number => sum(sample.cpus.map((cpu) => cpu.busy));
  const ticks = busy(after) - busy(before) - (after.lab - before.lab);
  // Each CPU's time is rounded to ticks.
  return clampToZero((ticks - after.cpus.length) * TICK);
};

const threadsBetween = (before: ProcessorSample, after: ProcessorSample): readonly LabThread[] => {
  const earlier = new Map(
    before.threads.map((each) => [`${each.machine} ${each.thread}`, each] as const),
  );
  return after.threads.flatMap(({ machine, thread, ran, waited }): LabThread[] => {
    const from = earlier.get(`${machine} ${thread}`);
    if (from === undefined) return [];
    return [
      {
        machine,
        thread,
        ran: clampToZero(ran - from.ran),
        waited: clampToZero(waited - from.waited),
      },
    ];
  });
};

/**
 * How long a thread waited while other programs ran, as a part of the time between two samples. On a
 * computer with few processors the threads of a lab wait for each other as well, which is how that lab is:
 * others are to blame for as much as they ran, at most.
 */
const starvedBetween = (before: ProcessorSample, after: ProcessorSample): number => {
  const elapsed = after.at - before.at;
  if (elapsed <= 0) return 0;
  const waits = threadsBetween(before, after).map(({ waited }) => waited);
  return Math.min(1, Math.min(Math.max(0, ...waits), usedByOthers(before, after)) / elapsed);
};

/**
 * What a lab had of its computer, from samples taken one after the other; undefined for fewer than two.
 * Pure.
 */
export const labProcessorsOf = (samples: readonly ProcessorSample[]): LabProcessors | undefined => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const windows = samples.slice(1).flatMap((after, index): number[] => {
    const before = samples[index];
    const long = before !== undefined && after.at - before.at >= SHORTEST_WINDOW;
    return long ? [starvedBetween(before, after)] : [];
  });
  const stopped = [...new Set(samples.flatMap((sample) => sample.stopped))];
  const starved = starvedBetween(first, last);
  return {
    duration: clampToZero(last.at - first.at),
    threads: [...threadsBetween(first, last)],
    others: usedByOthers(first, last),
    starved,
    worstSecond: Math.max(starved, ...windows),
    steal: cpusUse(first.cpus, last.cpus)?.steal ?? 0,
    ...(stopped.length > 0 && { stopped }),
  };
};
