import { startThere } from '../lab/start-there.js';
import { duringTrials } from './during-trials.js';

/** The kernel of the DUT panics (Documentation/admin-guide/sysrq.rst), and is booted again. */
export const dutPanic = duringTrials({
  title: 'the DUT panics',
  tries: 5,
  make: async (lab) => {
    await startThere(lab, 'dut', 'echo c >/proc/sysrq-trigger');
    return 'sysrq c';
  },
});
