import type { Fault } from '../fault.js';
import { duringTrials } from './during-trials.js';
import { freeze } from './freeze.js';

/** In ms. */
const TIME = { least: 3000, most: 25_000 };

/** QEMU is stopped for a time. */
export const machineFrozen = (machine: 'generator' | 'dut', title: string): Fault =>
  duringTrials({
    title: `${title} stands still for 3 s to 25 s`,
    tries: 6,
    standstill: true,
    make: async (lab, _, draw) => {
      const time = TIME.least + draw.below(TIME.most - TIME.least);
      await freeze(await lab.pidOf(machine), time);
      return `${time} ms`;
    },
  });
