import { EventEmitter, once } from 'node:events';
import { Interrupted } from '../model/failure.js';

/**
 * A line that so many have to reach before any goes on.
 * @returns what each of them awaits; it throws Interrupted where its signal is aborted before
 */
export const barrier = (runners: number): ((signal: AbortSignal) => Promise<void>) => {
  const race = new EventEmitter();
  race.setMaxListeners(runners);
  let missing = runners;
  return async (signal) => {
    missing -= 1;
    if (missing === 0) race.emit('go');
    else {
      await once(race, 'go', { signal }).catch(() => {
        throw new Interrupted('waiting for all to be ready');
      });
    }
  };
};
