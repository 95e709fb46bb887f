import { Interrupted } from '../failure.js';

/**
 * Waits for work that changes nothing, such as reading a large archive. When the signal is aborted, the work
 * is abandoned.
 * @throws Interrupted; the error of the work
 */
export const orInterrupted = <Result>(
  signal: AbortSignal,
  attempted: string,
  work: Promise<Result>,
): Promise<Result> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new Interrupted(attempted));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
