/** Runs some work and reports what happened during it. @throws the error of the work */
export type Watch<Found> = <Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
) => Promise<{ readonly result: Result; readonly found: Found }>;
