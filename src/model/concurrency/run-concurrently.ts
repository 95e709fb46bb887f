/** What gives these values, each until its signal is aborted. */
type Tasks<Values extends readonly unknown[]> = {
  readonly [Index in keyof Values]: (signal: AbortSignal) => Promise<Values[Index]>;
};

/**
 * Several things at a time. When one fails the others are told to stop; all have ended when this
 * ends.
 * @throws what was thrown first: the others only say that they were stopped
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
