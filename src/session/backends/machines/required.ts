import type { Playbook } from '../../../config/playbook.js';
import type { Host } from '../../../host/host.js';
import { dataPlaneOf } from '../../../provision/dataplane/index.js';
import { modifierOf } from '../../../provision/modifiers/index.js';
import { requireAll } from '../../../provision/requirements.js';

/**
 * Checks that the DUT has what a playbook's data planes and modifiers require, before anything
 * is changed on it.
 * @throws PreconditionFailure that names all that is missing
 */
export const requireDataPlanes = (
  dut: Host,
  { dataPlanes, modifiers }: Pick<Playbook, 'dataPlanes' | 'modifiers'>,
  signal?: AbortSignal,
): Promise<void> =>
  requireAll(
    dut,
    'checking what data planes and modifiers require',
    [
      ...dataPlanes.map((name) => dataPlaneOf(name).requires),
      ...modifiers.map((modifier) => modifierOf(modifier).requires),
    ],
    signal,
  );
