import { startThere } from '../lab/start-there.js';
import { duringTrials } from './during-trials.js';

/** The sink is reset, and writes nothing back (Documentation/admin-guide/sysrq.rst). */
export const sinkReboot = duringTrials({
  title: 'the sink reboots',
  tries: 5,
  make: async (lab) => {
    await startThere(lab, 'sink', 'echo b >/proc/sysrq-trigger');
    return 'sysrq b';
  },
});
