import type { Testbed } from '../../../config/testbed/testbed.js';
import type { CommandLogEntry } from '../../../host/open.js';
import { Interrupted } from '../../../model/failure.js';
import { connectAll } from './connect.js';
import { ChangesRemain, undoAll } from './undo.js';

/**
 * Undoes what is recorded on a testbed's machines, on each that can be reached.
 * @returns how many changes
 * @throws ChangesRemain that names the others; Interrupted
 */
export const undoTestbed = async (
  testbed: Pick<Testbed, 'roles' | 'connections'>,
  signal: AbortSignal,
  log: (entry: CommandLogEntry) => void,
): Promise<number> => {
  await using connected = await connectAll(testbed, signal, log);
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
