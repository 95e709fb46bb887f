import { setTimeout as delay } from 'node:timers/promises';
import { anyMachine } from '../lab/any-machine.js';
import { startThere } from '../lab/start-there.js';
import { duringTrials } from './during-trials.js';

/** In ms. */
const SOON = 1000;

/** The sessions of a machine's sshd end. */
export const sshKilled = duringTrials({
  title: 'sshd ends all sessions',
  tries: 6,
  make: async (lab, _, draw) => {
    const machine = anyMachine(lab, draw);
    await startThere(lab, machine, "pkill -KILL -f '^sshd: .*(@notty|priv)'");
    await delay(SOON);
    return machine;
  },
});
