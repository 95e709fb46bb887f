import { duringTrials } from './during-trials.js';
import { startThere } from './start-there.js';

/** By the kernel's magic keys (Documentation/admin-guide/sysrq.rst): at once, nothing is written back. */
const sysrq = (key: string): string => `sleep 0.3; echo ${key} >/proc/sysrq-trigger`;

/** The kernel of the DUT panics, and is booted again. */
export const dutPanic = duringTrials({
  title: 'the DUT panics',
  tries: 5,
  make: async (lab) => {
    await startThere(lab, 'dut', sysrq('c'));
    return 'sysrq c';
  },
});

/** The sink is reset. */
export const sinkReboot = duringTrials({
  title: 'the sink reboots',
  tries: 5,
  make: async (lab) => {
    await startThere(lab, 'sink', sysrq('b'));
    return 'sysrq b';
  },
});
