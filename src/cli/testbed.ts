import { loadTestbed } from '../config/load.js';
import { metalTestbed } from '../config/resolve.js';
import type { Testbed, TestbedFile } from '../config/testbed.js';
import { labTestbed } from '../lab/lab.js';

/** A testbed file and the testbed it stands for. */
export interface OpenedTestbed {
  readonly file: TestbedFile;
  /** The file as it was read, for the archive. */
  readonly text: string;
  readonly testbed: Testbed;
}

/**
 * Reads a testbed file and finds its machines: where the file says, or in the running lab.
 * @throws InvalidFile; PreconditionFailure when the lab is not up
 */
export const openTestbed = async (path: string): Promise<OpenedTestbed> => {
  const { file, text, folder } = await loadTestbed(path);
  const testbed =
    file.lab === undefined ? metalTestbed(file, folder) : await labTestbed(file, folder);
  return { file, text, testbed };
};
