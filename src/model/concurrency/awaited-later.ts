/**
 * Work that is awaited after other work: if it fails before, that is not an error that nothing waits for,
 * which would end the process.
 */
export const awaitedLater = <Result>(work: Promise<Result>): Promise<Result> => {
  work.catch(() => undefined);
  return work;
};
