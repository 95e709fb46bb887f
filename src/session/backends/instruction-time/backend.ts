import { resolve } from 'node:path';
import type { LoadedPlaybook, LoadedTestbed } from '../../../config/load.js';
import { PreconditionFailure } from '../../../model/failure.js';
import { qemuVersion } from '../../../lab/machine/qemu-version.js';
import type { Backend, BackendOptions } from '../backend.js';
import { runInInstructionTime } from './run.js';

/** A boot takes about as long as this many short trials. */
const AT_ONCE = 18;

/**
 * Machines that are booted for the run and stop with it.
 * @throws PreconditionFailure if they are to be kept
 */
export const instructionTimeBackend = async (
  { path, file, folder, text }: LoadedTestbed,
  playbook: LoadedPlaybook,
  { keep, count }: BackendOptions,
  signal?: AbortSignal,
): Promise<Backend> => {
  if (keep) {
    throw new PreconditionFailure({
      attempted: `keeping the machines of testbed '${file.name}' as they are`,
      got: 'the machines of a deterministic lab end with the run',
      remedy: 'leave --keep out',
    });
  }
  const qemu = await qemuVersion(signal);
  return {
    testbed: {
      name: file.name,
      environment: { kind: 'instruction-time', ...(qemu !== undefined && { qemu }) },
      linkSpeed: file.linkSpeed,
    },
    playbook,
    atOnce: AT_ONCE,
    text,
    file: resolve(path),
    counts: count,
    measure: (order) => runInInstructionTime({ ...order, file, folder, count }),
  };
};
