/**
 * Two things at a time. When one fails the other is told to stop; both have ended when this ends.
 * @throws what was thrown first
 */
export const sideBySide = async <One, Other>(
  signal: AbortSignal,
  one: (signal: AbortSignal) => Promise<One>,
  other: (signal: AbortSignal) => Promise<Other>,
): Promise<readonly [One, Other]> => {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  let first: { readonly error: unknown } | undefined;
  const watched = async <Value>(task: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
    try {
      return await task(both);
    } catch (error) {
      first ??= { error };
      stop.abort();
      throw error;
    }
  };
  const running = [watched(one), watched(other)] as const;
  await Promise.allSettled(running);
  if (first !== undefined) throw first.error;
  return Promise.all(running);
};
