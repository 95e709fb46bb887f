import { checkFit } from '../../config/fit.js';
import { loadTestbed, type LoadedPlaybook } from '../../config/load.js';
import type { Backend, BackendOptions } from './backend.js';
import { instructionTimeBackend } from './instruction-time/backend.js';
import { machinesBackend } from './machines/backend.js';

/**
 * The backend that a testbed file asks for.
 * @throws InvalidFile for a file, or for a playbook that asks for more than there is
 * @throws PreconditionFailure for a lab that is not up, or an option that the backend does not have
 * @throws Interrupted
 */
export const backendOf = async (
  path: string,
  playbook: LoadedPlaybook,
  options: BackendOptions,
  signal?: AbortSignal,
): Promise<Backend> => {
  const loaded = await loadTestbed(path, signal);
  const there = checkFit(loaded.file, playbook);
  return loaded.file.lab?.kind === 'deterministic'
    ? instructionTimeBackend(loaded, there, options, signal)
    : machinesBackend(loaded, there, options);
};
