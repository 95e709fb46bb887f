import { EventEmitter, once } from 'node:events';
import { Interrupted } from '../model/failure.js';

/**
 * A barrier: each caller waits until this many have arrived.
 * @returns the function each of them awaits; it throws Interrupted if its signal is aborted first
 */
export const barrier = (count: number): ((signal: AbortSignal) => Promise<void>) => {
  const gate = new EventEmitter();
  gate.setMaxListeners(count);
  let missing = count;
  return async (signal) => {
    missing -= 1;
    if (missing === 0) gate.emit('open');
    else {
      await once(gate, 'open', { signal }).catch(() => {
        throw new Interrupted('waiting for the others to be ready');
      });
    }
  };
};
