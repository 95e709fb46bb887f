import { loadTestbed, type LoadedTestbed } from '../../../config/load.js';
import { metalTestbed } from '../../../config/testbed/resolve.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import { labTestbed, remainingLab } from '../../../lab/lab-testbed.js';

/**
 * Finds the machines of a testbed: by its file, or in the running lab.
 * @throws PreconditionFailure when the lab is not up
 */
export const testbedOf = ({ file, folder }: LoadedTestbed): Promise<Testbed> | Testbed =>
  file.lab === undefined ? metalTestbed(file, folder) : labTestbed(file, folder);

/**
 * The testbed of a file, to undo what is recorded on its machines: those of a lab that have stopped are
 * among them.
 * @throws InvalidFile; Interrupted; PreconditionFailure when its lab is not up
 */
export const openTestbed = async (path: string, signal?: AbortSignal): Promise<Testbed> => {
  const { file, folder } = await loadTestbed(path, signal);
  return file.lab === undefined ? metalTestbed(file, folder) : remainingLab(file, folder);
};
