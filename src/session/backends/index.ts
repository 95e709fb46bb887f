import { checkFit } from '../../config/fit.js';
import { loadTestbed, type LoadedPlaybook, type LoadedTestbed } from '../../config/load.js';
import type { Backend, BackendOptions } from './backend.js';
import { instructionTimeBackend } from './instruction-time/backend.js';
import { machinesBackend } from './machines/backend.js';

/**
 * The backend for a loaded testbed.
 * @throws InvalidFile for a playbook that needs more than the testbed has
 * @throws PreconditionFailure for a lab that is not up, or an option that the backend does not have
 * @throws Interrupted
 */
export const backendOn = async (
  loaded: LoadedTestbed,
  playbook: LoadedPlaybook,
  options: BackendOptions,
  signal?: AbortSignal,
): Promise<Backend> => {
  const there = checkFit(loaded.file, playbook);
  return loaded.file.lab?.kind === 'deterministic'
    ? instructionTimeBackend(loaded, there, options, signal)
    : machinesBackend(loaded, there, options);
};

/** The same for a testbed file. @throws InvalidFile for the file, too */
export const backendOf = async (
  path: string,
  playbook: LoadedPlaybook,
  options: BackendOptions,
  signal?: AbortSignal,
): Promise<Backend> => backendOn(await loadTestbed(path, signal), playbook, options, signal);
