import { setTimeout as pause } from 'node:timers/promises';
import { Interrupted } from '../../model/failure.js';
import { MachineLocked } from './machine-lock.js';

/** In ms; pauses between attempts get longer. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

/**
 * Retries until no other controller holds a lock.
 * @param onWait called with the lock's owner, each time the owner changes
 * @throws what the work throws, but not MachineLocked; Interrupted
 */
export const untilUnlocked = async <Result>(
  work: (attempt: number) => Promise<Result>,
  onWait: (text: string) => void,
  signal: AbortSignal,
): Promise<Result> => {
  let told = '';
  let longest = FIRST_PAUSE;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof MachineLocked)) throw error;
      const text = `waiting for ${error.facts.where ?? 'a machine'}: ${error.facts.got}`;
      if (text !== told) onWait(text);
      told = text;
    }
    // A random pause, so that several waiting controllers do not keep colliding.
    const duration = longest * (0.5 + Math.random() / 2);
    longest = Math.min(2 * longest, LONGEST_PAUSE);
    await pause(duration, undefined, { signal }).catch(() => {
      throw new Interrupted('waiting for a machine that is locked');
    });
  }
};
