import { Interrupted } from '../model/failure.js';

/**
 * A line that so many have to reach before any goes on.
 * @returns what each of them awaits; it throws Interrupted where the signal is aborted before
 */
export const startingLine = (runners: number, signal: AbortSignal): (() => Promise<void>) => {
  let missing = runners;
  let go: () => void = () => undefined;
  const start = new Promise<void>((resolve, reject) => {
    const leave = (): void => {
      reject(new Interrupted('waiting for all to be ready'));
    };
    go = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  // It may be left before anybody reaches it.
  start.catch(() => undefined);
  return () => {
    missing -= 1;
    if (missing === 0) go();
    return start;
  };
};
