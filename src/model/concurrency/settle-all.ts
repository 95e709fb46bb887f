/**
 * Waits for all to end, then throws the first failure. Unlike Promise.all it leaves nothing running
 * after a failure, so an undo never overlaps with the action it undoes.
 */
export const settleAll = async <Value>(promises: Iterable<Promise<Value>>): Promise<Value[]> => {
  const ended = await Promise.allSettled(promises);
  return ended.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
};
