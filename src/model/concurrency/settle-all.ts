/**
 * Waits for all to end, then throws the first failure. Unlike Promise.all it never leaves one
 * running behind a failure, so that what follows, an undo, meets everything at rest.
 */
export const settleAll = async <Value>(promises: Iterable<Promise<Value>>): Promise<Value[]> => {
  const ended = await Promise.allSettled(promises);
  return ended.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
};
