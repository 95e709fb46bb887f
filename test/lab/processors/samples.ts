import { clampToZero, nanoseconds, seconds } from '../../../src/model/units.js';
import type { ProcessorSample } from '../../../src/lab/processors/sample.js';

/** What happened in a second, as parts of it. */
export interface Second {
  /** How long the DUT's virtual CPU ran, and waited. */
  readonly ran?: number;
  readonly waited?: number;
  /** Of a processor, all of the lab. */
  readonly lab?: number;
  readonly others?: number;
  readonly steal?: number;
}

const TICKS = 100;

/** Samples of a computer with two processors, before and after each second. */
export const samplesOf = (course: readonly Second[]): readonly ProcessorSample[] => {
  let [ran, waited, lab, busy, steal] = [0, 0, 0, 0, 0];
  const sample = (at: number): ProcessorSample => ({
    at: seconds(at),
    threads: [
      { machine: 'all', thread: 'main loop', ran: nanoseconds(0), waited: nanoseconds(0) },
      { machine: 'all', thread: 'CPU 1', ran: clampToZero(ran), waited: clampToZero(waited) },
    ],
    cpus: [0, 1].map((cpu) => ({
      ...{ cpu, busy: busy / 2, total: at * TICKS, softirq: 0, steal: cpu === 0 ? steal : 0 },
      ...{ user: busy / 2, system: 0, irq: 0, idle: at * TICKS - busy / 2 },
    })),
    lab,
    stopped: [],
  });
  const samples = [sample(0)];
  for (const [index, second] of course.entries()) {
    ran += (second.ran ?? 0) * 1e9;
    waited += (second.waited ?? 0) * 1e9;
    lab += (second.lab ?? 0) * TICKS;
    busy += ((second.lab ?? 0) + (second.others ?? 0)) * TICKS;
    steal += (second.steal ?? 0) * TICKS;
    samples.push(sample(index + 1));
  }
  return samples;
};
