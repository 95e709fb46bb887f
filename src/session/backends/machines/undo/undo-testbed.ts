import { Interrupted } from '../../../../model/failure.js';
import { connectAll, type LockingOptions, type Reached } from '../connect.js';
import { ChangesRemain, undoAll } from './undo.js';

/**
 * Undoes what is recorded on each reachable machine of a testbed; on none while another controller uses
 * one of them.
 * @returns how many changes
 * @throws ChangesRemain that names the others; MachineLocked; Interrupted
 */
export const undoTestbed = async (
  testbed: Reached,
  options: Omit<LockingOptions, 'purpose'>,
): Promise<number> => {
  const { signal } = options;
  await using connected = await connectAll(testbed, {
    ...options,
    purpose: { doing: 'teardown' },
  });
  if (signal.aborted) throw new Interrupted('connecting to the machines');
  const { hosts, failed } = connected;
  try {
    const undone = await undoAll(hosts);
    if (failed.length === 0) return undone;
  } catch (error) {
    if (!(error instanceof ChangesRemain)) throw error;
    throw new ChangesRemain([...failed, ...error.notUndone]);
  }
  throw new ChangesRemain(failed);
};
