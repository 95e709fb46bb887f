import type { Testbed } from '../../../../config/testbed/testbed.js';
import type { LockedHost } from '../../../../host/locked-host.js';
import { PreconditionFailure } from '../../../../model/failure.js';
import { buildPatched } from '../../../../provision/kernel-module/build.js';
import {
  BuildFailed,
  ModuleLoadFailed,
  PatchFailed,
} from '../../../../provision/kernel-module/failures.js';
import { moduleLoad } from '../../../../provision/kernel-module/load.js';
import type { PatchedModule } from '../../../../provision/kernel-module/modules.js';
import { withSteps, type StageOptions } from '../stage.js';

/** The parts of a testbed that say how modules are built and signed. */
export type ModuleOrigin = Pick<Testbed, 'roles' | 'folder' | 'moduleSigning'>;

/** Whether an error means that a module is incompatible with the machine's kernel. */
const isUnfit = (error: unknown): error is Error =>
  error instanceof PreconditionFailure ||
  error instanceof PatchFailed ||
  error instanceof BuildFailed ||
  error instanceof ModuleLoadFailed;

/**
 * Builds a module on the DUT, loads it, and undoes both, as only this proves that it works there. The
 * build is kept for the run.
 * @returns why it cannot be used; undefined if it can
 */
export const tryModule = async (
  dut: LockedHost,
  module: PatchedModule,
  { roles, folder, moduleSigning }: ModuleOrigin,
  stage: StageOptions,
): Promise<Error | undefined> => {
  const steps = [
    buildPatched(module, roles.dut.kernelSource, folder, moduleSigning),
    moduleLoad(module),
  ];
  stage.announce(`checking whether ${module} can be used on ${dut.name}`);
  try {
    await withSteps(dut, steps, stage, () => Promise.resolve());
    return undefined;
  } catch (error) {
    if (isUnfit(error)) return error;
    throw error;
  }
};
