import { duringTrials } from './during-trials.js';
import { freeze } from './freeze.js';

/** In ms. */
const TIME = 30_000;

/** As a laptop that sleeps. */
export const controllerFrozen = duringTrials({
  title: 'the controller stands still for 30 s',
  tries: 5,
  standstill: true,
  make: async (_, { pid }) => {
    await freeze(pid, TIME);
    return '30 s';
  },
});
