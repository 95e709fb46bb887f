import { loadTestbed, type LoadedTestbed } from '../../../config/load.js';
import { metalTestbed } from '../../../config/testbed/resolve.js';
import type { Testbed } from '../../../config/testbed/testbed.js';
import {
  labTestbed,
  OtherCables,
  remainingLab,
  type LinksOfLab,
} from '../../../lab/lab-testbed.js';
import { CablesDiffer } from './wiring/cables-differ.js';
import { labCables } from './wiring/lab-cables.js';

/**
 * Finds the machines of a testbed: from its file, or in the running lab.
 * @param links whether the links in a lab's file may differ from those it was booted with, as in a cable survey
 * @throws PreconditionFailure if the lab is not up; CablesDiffer, which names the cables that differ
 */
export const testbedOf = async (
  { file, folder }: LoadedTestbed,
  links?: LinksOfLab,
): Promise<Testbed> => {
  if (file.lab === undefined) return metalTestbed(file, folder);
  try {
    return await labTestbed(file, folder, links);
  } catch (error) {
    if (!(error instanceof OtherCables)) throw error;
    throw new CablesDiffer(`using lab '${file.name}'`, labCables(file, error.joined), error);
  }
};

/**
 * The testbed of a file, for undoing what is recorded on its machines; includes machines of a lab that
 * have stopped.
 * @throws InvalidFile; Interrupted; PreconditionFailure if its lab is not up
 */
export const openTestbed = async (path: string, signal?: AbortSignal): Promise<Testbed> => {
  const { file, folder } = await loadTestbed(path, signal);
  return file.lab === undefined ? metalTestbed(file, folder) : remainingLab(file, folder);
};
