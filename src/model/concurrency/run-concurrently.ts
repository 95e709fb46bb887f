/** One task for each of these values; each ends when its signal is aborted. */
type Tasks<Values extends readonly unknown[]> = {
  readonly [Index in keyof Values]: (signal: AbortSignal) => Promise<Values[Index]>;
};

/**
 * Runs tasks concurrently. When one fails, the others are aborted; all have ended when this returns
 * or throws.
 * @throws the first error; the others only report the abort
 */
export const runConcurrently = async <Values extends readonly unknown[] | []>(
  signal: AbortSignal,
  tasks: Tasks<Values>,
): Promise<Values> => {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let first: { readonly error: unknown } | undefined;
  const watched = async (task: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> => {
    try {
      return await task(either);
    } catch (error) {
      first ??= { error };
      stop.abort();
      throw error;
    }
  };
  const running = tasks.map(watched);
  await Promise.allSettled(running);
  if (first !== undefined) throw first.error;
  return (await Promise.all(running)) as readonly unknown[] as Values;
};
