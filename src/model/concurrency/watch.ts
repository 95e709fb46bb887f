/** Does some work, and finds out what happened beside it. @throws what the work throws */
export type Watch<Found> = <Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
) => Promise<{ readonly result: Result; readonly found: Found }>;
