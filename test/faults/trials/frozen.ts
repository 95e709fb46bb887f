import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import { duringTrials } from './during-trials.js';

/** Stops a process for a time. */
const freeze = async (pid: number, time: number): Promise<void> => {
  process.kill(pid, 'SIGSTOP');
  try {
    await delay(time);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
};

const SECOND = 1000;

const machineFrozen = (machine: 'generator' | 'dut'): Fault =>
  duringTrials({
    title: `the ${machine === 'dut' ? 'DUT' : machine} stands still for 3 s to 25 s`,
    tries: 6,
    make: async (lab, _, draw) => {
      const time = 3 * SECOND + draw.below(22 * SECOND);
      await freeze(await lab.pidOf(machine), time);
      return `${time} ms`;
    },
  });

/** QEMU is stopped: the machine neither answers nor sends, and knows nothing of it. */
export const generatorFrozen = machineFrozen('generator');
export const dutFrozen = machineFrozen('dut');

/** As a laptop that sleeps. */
export const controllerFrozen = duringTrials({
  title: 'the controller stands still for 30 s',
  tries: 5,
  make: async (_, { pid }) => {
    await freeze(pid, 30 * SECOND);
    return '30 s';
  },
});
